import { declaredName, isCopy, settingsOfCopy } from "../channels/copies.ts";
import { DEFAULT_SUBSCRIPTION } from "../channels/defaultSubscription.ts";
import { Group } from "../channels/Group.ts";
import { confirmLatenciesOf, latenciesOf } from "../channels/latencies.ts";
import { readerOf } from "../channels/ReaderSettings.ts";
import { Subscription } from "../channels/Subscription.ts";
import { sharePorts } from "../channels/sharePorts.ts";
import type { Consumer, Subscription as SubscriptionSettings, System } from "../model/index.ts";
import { asConsumer } from "./asConsumer.ts";
import { compileService } from "./compileService.ts";
import type { Service } from "./Service.ts";
import type { World } from "./World.ts";

/** Gives all parts the parameters of an edited system with the same nodes, links and message types. */
export function reconfigureWorld(world: World, system: System): void {
  world.system = system;
  world.context.types.reconfigure(system);
  world.handling.interpreter.effects.reach?.widen(system);
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
      case "broker":
        world.context.brokers.find((broker) => broker.id === id)?.configure(node);
        break;
      case "producer":
        world.producers.get(id)?.configure(node);
        break;
      case "consumer":
        reconfigureService(world, world.services.get(id), node);
        break;
      case "endpoint":
        world.endpoints.get(id)?.configure(node);
        reconfigureService(world, world.services.get(id), asConsumer(node));
        break;
      case "dependency":
      case "database": {
        if (node.kind === "database") {
          world.stores.get(id)?.configure(node);
          if (node.outbox !== undefined) world.outboxes.get(id)?.configure(node);
        }
        const server = world.servers.get(id);
        server?.configure(node);
        if (server !== undefined) world.calls.resume(server);
        break;
      }
      default:
        break;
    }
  }
  for (const [id, { bandwidth }] of Object.entries(system.links))
    world.wires.get(id)?.carry(bandwidth);
  sharePorts(world.context, system, world.ports);
  for (const [id, link] of Object.entries(system.links))
    world.ports.get(id)?.configure(latenciesOf(system, link), confirmLatenciesOf(system, link));
  for (const mirror of world.context.mirrors) {
    const link = system.links[mirror.id];
    if (link?.kind === "mirror") mirror.configure([link.lag, ...latenciesOf(system, link)]);
  }
}

/** What runs keeps the handler that it began with; instances that are too many leave when they have finished. */
function reconfigureService(world: World, service: Service | undefined, settings: Consumer): void {
  if (service === undefined) return;
  service.configure(settings);
  compileService(world, service);
  world.staff.setInstances(service, settings.instances);
  for (const instance of service.instances) {
    for (const member of instance.members) {
      member.prefetch =
        member.subscription instanceof Group ? service.slotsForStreams : service.prefetch;
      if (member.subscription instanceof Group)
        member.subscription.read(member, readerOf(settings));
      member.refresh();
    }
    world.handling.fillSlots(instance);
    for (const member of instance.members) member.subscription.serve(member);
  }
}

function reconfigureFeeds(
  world: World,
  channel: string,
  settings: Readonly<Record<string, SubscriptionSettings>>,
  stream: Extract<System["nodes"][string], { kind: "stream" }> | undefined,
): void {
  for (const feed of world.feeds.get(channel) ?? []) {
    const name = feed.id.slice(channel.length + 1);
    const known = settings[declaredName(name)] ?? DEFAULT_SUBSCRIPTION;
    const declared = isCopy(name) ? settingsOfCopy(known) : known;
    if (feed instanceof Subscription) feed.configure(declared);
    else if (feed instanceof Group && stream !== undefined) feed.configure(stream, declared);
  }
}
