import type { Entrance } from "../channels/Entrance.ts";
import type { Feed } from "../channels/Feed.ts";
import type { QueueChannel } from "../channels/QueueChannel.ts";
import type { StreamChannel } from "../channels/StreamChannel.ts";
import type { Wire } from "../channels/Wire.ts";
import type { Instance } from "../services/Instance.ts";
import type { Producer } from "../services/Producer.ts";
import type { Server } from "../services/Server.ts";
import type { Service } from "../services/Service.ts";
import type { World } from "../services/World.ts";

/** What stands behind a channel. */
export interface ChannelParts {
  readonly entrance: Entrance;
  readonly queue: QueueChannel | undefined;
  readonly stream: StreamChannel | undefined;
}

/** What stands behind a node. */
export interface NodeParts {
  readonly id: string;
  readonly channel: ChannelParts | undefined;
  readonly service: Service | undefined;
  readonly server: Server | undefined;
  readonly producer: Producer | undefined;
}

/** What stands behind a link: its wire, and who reads through it. */
export interface LinkParts {
  readonly wire: Wire;
  readonly service: Service | undefined;
}

/** What stands behind a node of a world. */
export function nodePartsOf(world: World, id: string): NodeParts {
  return {
    id,
    channel: channelPartsOf(world, id),
    service: world.services.get(id),
    server: world.servers.get(id),
    producer: world.producers.get(id),
  };
}

function channelPartsOf(world: World, id: string): ChannelParts | undefined {
  const queue = world.queues.get(id);
  const stream = world.streams.get(id);
  const entrance = (queue ?? world.topics.get(id) ?? stream)?.entrance;
  return entrance && { entrance, queue, stream };
}

/** What stands behind a link of a world. */
export function linkPartsOf(world: World, id: string): LinkParts {
  const link = world.system.links[id]!;
  const service = link.kind === "subscribe" ? world.services.get(link.target) : undefined;
  return { wire: world.wires.get(id)!, service };
}

/** Whether it belongs to the picture: after scale-in an instance is gone as soon as it has finished. */
export function isPresent({ isLeaving, running, buffer }: Instance): boolean {
  return !isLeaving || running.length > 0 || buffer.length > 0;
}

/** What is read through a link; undefined while nobody does. */
export function feedThrough({ wire, service }: LinkParts): Feed | undefined {
  return service?.instances[0]?.members.find((member) => member.wire === wire)?.subscription;
}
