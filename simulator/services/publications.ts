import { WAITS } from "../channels/Channel.ts";
import type { Context } from "../channels/Context.ts";
import { COMPENSATION } from "../channels/Messages.ts";
import type { Port } from "../channels/Port.ts";
import { countLawOf, lawOf } from "../kernel/lawOf.ts";
import { WAITING } from "./Deliveries.ts";
import type { HandlerCompiler, PublishStep } from "./HandlerCompiler.ts";
import type { Handling } from "./Handling.ts";
import { type Act, BLOCKED, FAILED, GO_ON } from "./Interpreter.ts";
import { FAILURE_KINDS } from "./Program.ts";
import type { SpecialPublication } from "./Publishing.ts";
import type { Service } from "./Service.ts";
import type { World } from "./World.ts";

const SCHEMA = FAILURE_KINDS.indexOf("schema");
const TRANSIENT = FAILURE_KINDS.indexOf("transient");

/** What a publish step publishes, and where. */
export function publicationOf(
  world: World,
  service: Service,
  step: PublishStep,
): SpecialPublication {
  const { types, kernel } = world.context;
  const type = types.indexOf(step.message);
  return {
    type,
    port: portOf(world, service.id, step),
    probability: step.probability,
    count: kernel.laws.compile(countLawOf(step.count)),
    startsRoot: step.newRoot,
    marks: step.undoes === undefined ? 0 : COMPENSATION,
    delay: step.delay === undefined ? -1 : kernel.laws.compile(lawOf(step.delay)),
    draws: (step.draws ?? []).map((key) => types.keyIndex(key)),
    version: step.version === undefined ? -1 : types.versions.of(type).indexOf(step.version),
  };
}

/** How a step publishes that does not do so at once and plainly; undefined where it does. */
export function publishAct(
  { world, service }: HandlerCompiler,
  step: PublishStep,
  publication: SpecialPublication,
): Act | undefined {
  const { types } = world.context;
  const isVersioned =
    service.contracts !== undefined && types.versions.of(publication.type).length > 0;
  const isPlain =
    publication.delay < 0 &&
    publication.draws.length === 0 &&
    publication.version < 0 &&
    step.via === "direct" &&
    step.onFailure === undefined &&
    !isVersioned;
  if (isPlain) return undefined;
  const channel = world.system.nodes[world.nodeIds[publication.port.channel.node] ?? ""];
  // T6. What cannot take part in a transaction is published at once.
  const takesPart = channel === undefined || !("transactions" in channel) || channel.transactions;
  if (step.via === "transaction" && takesPart) {
    const { brokerTransactions } = world;
    return (delivery) => brokerTransactions.add(delivery, publication);
  }
  if (publication.delay >= 0) world.scheduled.watch(publication.port.channel.node);
  const { deliveries } = world.handling;
  const { entries } = world.context;
  const publish =
    step.onFailure === undefined || publication.delay >= 0
      ? sending(world, service, publication)
      : awaiting(world, service, publication, step.onFailure === "fail");
  return (delivery) => {
    const instance = deliveries.instanceOf(delivery);
    if (service.contracts?.isRefused(instance, publication.type)) return FAILED + SCHEMA;
    const parent = entries.messageOf(deliveries.entryOf(delivery));
    const made = world.publishing.make(service, instance, parent, publication);
    const held = publish(made, delivery);
    if (held === 0) return GO_ON;
    if (held > 1) world.handling.interpreter.held.set(delivery, held);
    deliveries.setPhase(delivery, WAITING);
    return BLOCKED;
  };
}

/** Publishes messages for a handler. Returns for how many of them it is held. */
type Send = (messages: readonly number[], delivery: number) => number;

/** C4. The handler is held while something waits for room. */
function sending(world: World, service: Service, publication: SpecialPublication): Send {
  return (messages, delivery) => {
    let held = 0;
    for (const message of messages)
      if (!send(world, service, message, publication, delivery)) held++;
    return held;
  };
}

/** P14. The handler is held until it knows what has become of everything. */
function awaiting(
  { confirmWaits }: World,
  { publisher }: Service,
  { port }: SpecialPublication,
  isKept: boolean,
): Send {
  port.keeper ??= confirmWaits;
  return (messages, delivery) => confirmWaits.publish(delivery, publisher, messages, port, isKept);
}

/** P14. What a handler does that knows what has become of its publications: it fails, or goes on behind their effects. */
export function heedOutcome(
  { confirmWaits, calls, handling }: World,
  onFailure: "fail" | "continue",
): { readonly heed: Act; readonly without: { address: number } } {
  const without = { address: -1 };
  const heed: Act = (delivery) => {
    const outcome = confirmWaits.take(delivery);
    if (onFailure === "fail") return outcome === "ok" ? GO_ON : FAILED + TRANSIENT;
    calls.ends.setOutcome(delivery, outcome);
    if (outcome !== "ok") handling.deliveries.setStep(delivery, without.address);
    return GO_ON;
  };
  return { heed, without };
}

/** Sends a message, at once or when it is due. Returns false when its handler has to wait for room. */
function send(
  world: World,
  service: Service,
  message: number,
  { port, delay }: SpecialPublication,
  delivery: number,
): boolean {
  const { messages, kernel } = world.context;
  let answer = 0;
  if (delay >= 0) {
    const time = kernel.laws.sample(delay, service.stream);
    world.scheduled.hold(message, port, time, messages.keyOf(message));
  } else answer = service.publisher.publish(message, port, delivery);
  messages.done(message);
  return answer !== WAITS;
}

function portOf(world: World, service: string, step: PublishStep): Port {
  const source = typeof step.via === "object" ? step.via.outbox : service;
  const found = Object.entries(world.system.links).find(
    ([, link]) =>
      link.kind === "publish" &&
      (!link.standby || step.to !== undefined) &&
      link.source === source &&
      (step.to === undefined || link.target === step.to),
  );
  const port = found && world.ports.get(found[0]);
  if (port === undefined)
    throw new Error(
      `"${service}" publishes ${step.message}, but no publish link leads from "${source}" to a channel.`,
    );
  return port;
}

/** C4. A handler that may wait for room to publish is over, wherever it stands. */
export function stopWaitingForRoom(
  { deliveries, interpreter }: Handling,
  { forgetWaiter }: Context,
  delivery: number,
): void {
  if (deliveries.phaseOf(delivery) !== WAITING) return;
  interpreter.held.delete(delivery);
  for (const forget of forgetWaiter) forget(delivery);
}
