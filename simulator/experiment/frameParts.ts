import type { Entrance } from "../channels/Entrance.ts";
import type { Feed } from "../channels/Feed.ts";
import type { Wire } from "../channels/Wire.ts";
import type { Producer } from "../services/Producer.ts";
import type { Server } from "../services/Server.ts";
import type { Service } from "../services/Service.ts";
import type { World } from "../services/World.ts";

/** What stands behind a node. */
export interface NodeParts {
  readonly id: string;
  readonly entrance: Entrance | undefined;
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
  const channel = world.queues.get(id) ?? world.topics.get(id) ?? world.streams.get(id);
  return {
    id,
    entrance: channel?.entrance,
    service: world.services.get(id),
    server: world.servers.get(id),
    producer: world.producers.get(id),
  };
}

/** What stands behind a link of a world. */
export function linkPartsOf(world: World, id: string): LinkParts {
  const link = world.system.links[id]!;
  const service = link.kind === "subscribe" ? world.services.get(link.target) : undefined;
  return { wire: world.wires.get(id)!, service };
}

/** What is read through a link; undefined while nobody does. */
export function feedThrough({ wire, service }: LinkParts): Feed | undefined {
  return service?.instances[0]?.members.find((member) => member.wire === wire)?.subscription;
}
