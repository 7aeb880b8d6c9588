import type { Context } from "../channels/Context.ts";
import type { Entries } from "../channels/Entries.ts";
import type { Member } from "../channels/Member.ts";
import type { Messages } from "../channels/Messages.ts";
import type { Tracer } from "../channels/Tracer.ts";
import type { Probe } from "../kernel/probe/Probe.ts";
import { ACKING, type Deliveries, SKIPPED } from "./Deliveries.ts";
import type { Handling } from "./Handling.ts";
import { watch } from "./hazards.ts";
import type { Instance } from "./Instance.ts";
import { COMPLETED, FAILED } from "./Interpreter.ts";
import type { Service } from "./Service.ts";
import { verdictOf } from "./verdictOf.ts";

/** H10. What became of the batch's handler becomes of each of its messages. */
export function endFollowers(handling: Handling, instance: Instance, outcome: number): void {
  const { service, followers } = instance;
  while (followers.length > 0) {
    const delivery = followers.head;
    const member = handling.memberOf(delivery);
    followers.remove(delivery);
    if (outcome === COMPLETED) handling.settling.complete(service, member, delivery);
    else failFollower(handling, service, member, delivery, outcome - FAILED);
    if (handling.deliveries.phaseOf(delivery) !== ACKING) handling.forget(member, delivery);
    member.giveUp();
  }
}

/** H10. What becomes of a batch whose first message's handler has come to this outcome: one bad message fails all. */
export function outcomeOfBatch(handling: Handling, instance: Instance, outcome: number): number {
  const { service, followers } = instance;
  if (outcome !== COMPLETED) return outcome;
  for (let each = followers.head; each >= 0; each = followers.nextOf(each)) {
    const own = verdictOf(handling.interpreter, handling.deliveries, service, each);
    if (own !== COMPLETED) return own;
  }
  return outcome;
}

/** H10. The handler of a follower's batch has failed, and that is not tried again in its slot. */
function failFollower(
  { settling }: Handling,
  service: Service,
  member: Member,
  delivery: number,
  kind: number,
): void {
  const { mode } = service.settings.retry;
  const isInPlace =
    mode === "in-place" || (mode === "requeue" && member.subscription.retriesInPlace);
  if (!isInPlace) settling.fail(service, member, delivery, kind);
  else if (settling.hasConsequence(service, member, delivery, kind))
    settling.giveUp(service, member, delivery, service.retries(kind) ? "attempts" : "rejected");
}

/** H6, H10. The handler of a batch has failed and is tried again in its slot: each of its messages has failed once. */
export function keepFollowers(
  { settling, deliveries }: Handling,
  entries: Entries,
  { service, followers }: Instance,
  lead: number,
  outcome: number,
): void {
  const wait = entries.lastWaitOf(deliveries.entryOf(lead));
  for (let each = followers.head; each >= 0; each = followers.nextOf(each)) {
    settling.failed(service, each, outcome - FAILED);
    service.figures.retried();
    entries.noteWait(deliveries.entryOf(each), wait);
  }
}

/** H20. A batch has been filled: its handler begins, or those of its messages. */
export function beginBatch(handling: Handling, instance: Instance): void {
  instance.isGathered = true;
  handling.fillSlots(instance);
}

/** H20. What has been gathered becomes one batch, behind the message that is taken first. */
export function joinBatch(handling: Handling, { kernel }: Context, instance: Instance): void {
  const { service, buffer, followers } = instance;
  while (service.handlesBatches && buffer.length > 0 && followers.length + 1 < service.batch) {
    const delivery = buffer.head;
    buffer.remove(delivery);
    followers.append(delivery);
  }
  if (service.handlesBatches)
    kernel.probe.histograms.add(service.batchFigure, 1 + followers.length);
  instance.isGathered = buffer.length > 0 && !service.handlesBatches;
  if (service.handlesBatches && buffer.length > 0) handling.polling.gather(instance);
}

/** H10. A delivery, and those whose fate the same handler decides and that were not handled before. */
export function batchOf(
  deliveries: Deliveries,
  { followers }: Instance,
  delivery: number,
): readonly number[] {
  const all = [delivery];
  for (let each = followers.head; each >= 0; each = followers.nextOf(each))
    if (!deliveries.hasFlag(each, SKIPPED)) all.push(each);
  return all;
}

/** H3, H10. An attempt at a delivery, or at a batch, begins. Returns the one whose handler runs. */
export function beginAttempt(
  handling: Handling,
  { kernel, messages, tracer }: Context,
  instance: Instance,
  first: number,
): number {
  handling.attempts.begin(instance.service, first);
  const isBatch = instance.followers.length > 0;
  const lead = isBatch ? beginFollowers(handling, instance, first) : first;
  if (isBatch && tracer.isOn) traceBatch(handling, messages, tracer, instance, lead);
  if (instance.isWatched) watch(kernel, instance, lead);
  return lead;
}

/**
 * H10. An attempt at all messages of a batch begins. The handler runs for the first that was not handled before;
 * returns its delivery.
 */
function beginFollowers(handling: Handling, instance: Instance, first: number): number {
  const { service, followers, running } = instance;
  const { attempts, deliveries } = handling;
  let lead = deliveries.hasFlag(first, SKIPPED) ? -1 : first;
  for (let each = followers.head; each >= 0; each = followers.nextOf(each)) {
    attempts.begin(service, each);
    if (lead < 0 && !deliveries.hasFlag(each, SKIPPED)) lead = each;
  }
  if (lead < 0 || lead === first) return first;
  followers.remove(lead);
  running.remove(first);
  running.append(lead);
  followers.append(first);
  return lead;
}

/** Names, for whoever traces it, the batch to each of its messages. */
function traceBatch(
  handling: Handling,
  messages: Messages,
  tracer: Tracer,
  { service, index, followers }: Instance,
  lead: number,
): void {
  const { deliveries } = handling;
  const first = messages.idOf(handling.messageOf(lead));
  const detail = `${followers.length + 1} messages, handled with message ${first}`;
  const note = (each: number): void =>
    tracer.entry("batched", deliveries.entryOf(each), {
      node: service.node,
      instance: index,
      attempt: deliveries.attemptOf(each),
      detail,
    });
  note(lead);
  for (let each = followers.head; each >= 0; each = followers.nextOf(each)) note(each);
}

/** H10. An instance that waited for a message has got one: it takes as many more as its batch holds. */
export function takeMore(
  handling: Handling,
  probe: Probe,
  instance: Instance,
  member: Member,
): void {
  const { service } = instance;
  if (member.subscription.retriesInPlace) return;
  if (service.asksAtIntervals && !handling.polling.answered(instance)) return;
  const { receives, batch } = service;
  receives?.idled(instance);
  const take = (): number => (batch > 1 ? member.subscription.take(member, batch - 1) : 0);
  const more = receives?.several(take) ?? take();
  probe.histograms.add(service.figures.batchSizes, 1 + more);
}
