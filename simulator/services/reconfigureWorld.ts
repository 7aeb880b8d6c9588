import { Group } from "../channels/Group.ts";
import { Subscription } from "../channels/Subscription.ts";
import {
  Subscription as SubscriptionModel,
  type Subscription as SubscriptionSettings,
  type System,
} from "../model/index.ts";
import { latenciesOf } from "./buildWorld.ts";
import type { World } from "./World.ts";

/** Gives all parts the parameters of an edited system with the same nodes, links and message types. */
export function reconfigureWorld(world: World, system: System): void {
  world.system = system;
  world.context.types.reconfigure(system);
  for (const [id, node] of Object.entries(system.nodes)) {
    switch (node.kind) {
      case "queue":
        world.queues.get(id)?.configure(node);
        break;
      case "topic":
        world.topics.get(id)?.configure(node);
        reconfigureFeeds(world, id, node.subscriptions, undefined);
        break;
      case "stream":
        world.streams.get(id)?.configure(node);
        reconfigureFeeds(world, id, node.subscriptions, node);
        break;
      case "producer":
        world.producers.get(id)?.configure(node);
        break;
      case "consumer":
        world.reconfigureService(id, node);
        break;
      case "dependency":
      case "database": {
        const server = world.servers.get(id);
        server?.configure(node);
        if (server !== undefined) world.calls.resume(server);
        break;
      }
      default:
        break;
    }
  }
  for (const [id, link] of Object.entries(system.links))
    world.ports.get(id)?.configure(latenciesOf(system, link));
}

function reconfigureFeeds(
  world: World,
  channel: string,
  settings: Readonly<Record<string, SubscriptionSettings>>,
  stream: Extract<System["nodes"][string], { kind: "stream" }> | undefined,
): void {
  for (const feed of world.feeds.get(channel) ?? []) {
    const declared = settings[feed.id.slice(channel.length + 1)] ?? SubscriptionModel.parse({});
    if (feed instanceof Subscription) feed.configure(declared);
    else if (feed instanceof Group && stream !== undefined) feed.configure(stream, declared);
  }
}
