import type { Fault } from "../model/index.ts";
import { anyOf } from "../services/FaultsInForce.ts";
import { FAILURE_KINDS } from "../services/Program.ts";
import type { World } from "../services/World.ts";
import { channelsOf, groupsOf, instancesOf, linksOfCut, standing } from "./faultTargets.ts";
import { isReadFrom } from "./replayedStreams.ts";
import { crashRelay, serviceOutage } from "./serviceFaults.ts";
import { cutLinks, switchStandbys } from "./standby.ts";
import { nodeLoss, nodesParted, restart, zoneOutage } from "./zoneFaults.ts";

/** Brings a fault about. Returns how to undo it. */
export function applyFault(world: World, fault: Fault, stream: number): () => void {
  const undo = strike(world, fault, stream);
  switchStandbys(world);
  return () => {
    undo();
    switchStandbys(world);
  };
}

function strike(world: World, fault: Fault, stream: number): () => void {
  switch (fault.fault) {
    case "crash":
      return crash(world, fault, stream);
    case "pause":
      return pause(world, fault, stream);
    case "slow":
      return slow(world, fault);
    case "errors":
      return errors(world, fault);
    case "outage":
      return outage(world, fault);
    case "cut-off":
      return cut(world, fault);
    case "latency":
    case "loss":
    case "duplicate":
      return disturb(world, fault);
    case "poison":
      return poison(world, fault);
    case "spike":
      return spike(world, fault);
    case "scale":
      return scale(world, fault);
    case "storage-full":
      return fillStorage(world, fault);
    case "zone-outage":
      return zoneOutage(world, fault, (inner) => strike(world, inner, stream));
    case "node-loss":
      return nodeLoss(world, fault);
    case "rebalance":
      return rebalance(world, fault);
    case "rebuild":
      return rebuild(world, fault);
    default:
      return () => undefined;
  }
}

/** F1. Up again after the fault's duration if it has one, else after the service's own restart time. */
function crash(
  world: World,
  fault: Extract<Fault, { fault: "crash" }>,
  stream: number,
): () => void {
  const { lifecycle, services } = world;
  const outbox = world.outboxes.get(fault.target);
  if (outbox !== undefined) return crashRelay(world, fault, outbox);
  const struck = standing(world, fault, stream);
  const hasEnd = fault.for !== undefined || fault.mttr !== undefined;
  const restart = services.get(fault.target)?.settings.restart ?? 0;
  lifecycle.crash(struck, hasEnd ? Infinity : restart);
  return () => {
    for (const instance of struck) lifecycle.restart(instance);
  };
}

function pause(
  world: World,
  fault: Extract<Fault, { fault: "pause" }>,
  stream: number,
): () => void {
  const { lifecycle } = world;
  const struck = [...instancesOf(world, fault, stream)];
  for (const instance of struck) lifecycle.pause(instance);
  return () => {
    for (const instance of struck) lifecycle.resume(instance);
  };
}

function slow(world: World, { target, factor }: Extract<Fault, { fault: "slow" }>): () => void {
  const part = world.services.get(target) ?? world.servers.get(target);
  if (part === undefined) return () => undefined;
  part.slowFactor *= factor;
  world.services.get(target)?.see();
  return () => {
    part.slowFactor /= factor;
    world.services.get(target)?.see();
  };
}

function errors(world: World, fault: Extract<Fault, { fault: "errors" }>): () => void {
  const { services, servers } = world;
  const service = services.get(fault.target);
  const server = servers.get(fault.target);
  const set = (inForce: readonly (typeof fault)[]): void => {
    if (service !== undefined) {
      service.errorProbability = anyOf(inForce);
      service.see();
      service.errorKind = FAILURE_KINDS.indexOf(inForce.at(-1)?.with ?? fault.with);
    }
    if (server !== undefined) server.faultErrors = anyOf(inForce);
  };
  return enforce(world, `errors ${fault.target}`, fault, set);
}

/** F4. A dependency or database answers nothing; a channel takes nothing in, gives nothing out, and takes deliveries back. */
function outage(world: World, fault: Extract<Fault, { fault: "outage" }>): () => void {
  const { servers, calls, system } = world;
  const server = servers.get(fault.target);
  if (server !== undefined) {
    server.outages++;
    return () => {
      server.outages--;
      calls.resume(server);
    };
  }
  const service = world.services.get(fault.target);
  if (service !== undefined) return serviceOutage(world, service);
  const broker = system.nodes[fault.target];
  const publishes =
    fault.publishes ?? (broker?.kind === "broker" ? broker.outagePublishes : "buffer");
  const channels = channelsOf(world, fault.target).flatMap(
    (id) => world.queues.get(id) ?? world.topics.get(id) ?? world.streams.get(id) ?? [],
  );
  for (const channel of channels) {
    channel.beginOutage(publishes);
    world.lifecycle.dropAll(world.feeds.get(channel.id) ?? []);
    if (broker?.kind === "broker") restart(world, channel.id);
  }
  return () => {
    for (const channel of channels) channel.endOutage();
  };
}

/** F3. Nothing crosses; what is published waits at the link, acks are lost. */
function cut(world: World, fault: Extract<Fault, { fault: "cut-off" }>): () => void {
  const ids = linksOfCut(world, fault.target);
  cutLinks(world, ids, 1);
  const parted = "zones" in fault.target ? nodesParted(world, fault.target.zones) : [];
  const mends = parted.map((each) => nodeLoss(world, each));
  return () => {
    cutLinks(world, ids, -1);
    for (const mend of mends) mend();
  };
}

/** F2. A link is slow, loses, or doubles what crosses it. */
function disturb(
  world: World,
  fault: Extract<Fault, { fault: "latency" | "loss" | "duplicate" }>,
): () => void {
  const wire = world.wires.get(fault.link);
  if (wire === undefined) return () => undefined;
  if (fault.fault === "latency")
    return enforce(world, `latency ${fault.link}`, fault, (inForce) =>
      wire.addLatencies(inForce.map(({ add }) => add)),
    );
  if (fault.fault === "loss")
    return enforce(world, `loss of ${fault.of} ${fault.link}`, fault, (inForce) => {
      wire.loss[fault.of] = anyOf(inForce);
      wire.refresh();
    });
  return enforce(world, `duplicate ${fault.link}`, fault, (inForce) => {
    wire.duplicateProbability = anyOf(inForce);
    wire.refresh();
  });
}

/** F13. Sets what all faults of a kind that are in force on one target do together, now and when this one is over. */
function enforce<F extends Fault>(
  { faultsInForce }: World,
  what: string,
  fault: F,
  set: (inForce: readonly F[]) => void,
): () => void {
  // The same fault can strike twice: each strike is a thing of its own.
  const strike = { ...fault };
  set(faultsInForce.add(what, strike));
  return () => set(faultsInForce.remove(what, strike));
}

function poison(world: World, fault: Extract<Fault, { fault: "poison" }>): () => void {
  const producer = world.producers.get(fault.target);
  return enforce(world, `poison ${fault.target}`, fault, (inForce) => {
    const { probability = 0, count = Infinity, message } = inForce.at(-1) ?? {};
    const type = message === undefined ? -1 : world.context.types.indexOf(message);
    producer?.poisonWith(probability, count, type);
  });
}

function spike(world: World, { target, factor }: Extract<Fault, { fault: "spike" }>): () => void {
  const producer = world.producers.get(target);
  producer?.multiplyRate(factor);
  return () => producer?.divideRate(factor);
}

/** L4. New instances are ready at once; those that are too many finish what they hold. */
function scale(
  world: World,
  { target, instances }: Extract<Fault, { fault: "scale" }>,
): () => void {
  const service = world.services.get(target);
  if (service === undefined) return () => undefined;
  const before = service.instances.filter((instance) => !instance.isLeaving).length;
  world.staff.setInstances(service, instances);
  return () => world.staff.setInstances(service, before);
}

/** F9. Nothing more can be stored: publications to it are refused, what is there is delivered. */
function fillStorage(
  world: World,
  { target }: Extract<Fault, { fault: "storage-full" }>,
): () => void {
  const { queues, topics, streams } = world;
  const channels = channelsOf(world, target).flatMap(
    (id) => queues.get(id) ?? topics.get(id) ?? streams.get(id) ?? [],
  );
  const undo = channels.map(({ id, entrance }) =>
    enforce(world, `storage-full ${id}`, { fault: "storage-full", target }, (inForce) => {
      entrance.isStorageFull = inForce.length > 0;
    }),
  );
  return () => {
    for (const mend of undo) mend();
  };
}

/** F12. A member of each group leaves and joins again. */
function rebalance(world: World, { target }: Extract<Fault, { fault: "rebalance" }>): () => void {
  for (const group of groupsOf(world, target)) group.membership.bounce();
  return () => undefined;
}

/** F11. The groups by which a service reads begin again with all that is stored; what they have made of it is thrown away. */
function rebuild(world: World, { target, from }: Extract<Fault, { fault: "rebuild" }>): () => void {
  world.services.get(target)?.records.clear();
  for (const link of Object.values(world.system.links))
    if (link.kind === "write" && link.source === target) world.stores.get(link.target)?.clear();
  for (const group of groupsOf(world, target))
    for (const stream of world.streams.values())
      if (isReadFrom(world.system, stream.id, from)) stream.starts.replay(group);
  return () => undefined;
}
