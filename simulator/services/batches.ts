import type { Member } from "../channels/Member.ts";
import type { Probe } from "../kernel/probe/Probe.ts";
import { ACKING } from "./Deliveries.ts";
import type { Handling } from "./Handling.ts";
import type { Instance } from "./Instance.ts";
import { COMPLETED, FAILED } from "./Interpreter.ts";
import { verdictOf } from "./verdictOf.ts";

/** H10. What became of the batch's handler becomes of each of its messages. */
export function endFollowers(handling: Handling, instance: Instance, outcome: number): void {
  const { service, followers } = instance;
  while (followers.length > 0) {
    const delivery = followers.head;
    const member = handling.memberOf(delivery);
    followers.remove(delivery);
    if (outcome === COMPLETED) handling.settling.complete(service, member, delivery);
    else handling.settling.fail(service, member, delivery, outcome - FAILED);
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

/** H20. A batch has been filled: its handler begins, or those of its messages. */
export function beginBatch(handling: Handling, instance: Instance): void {
  instance.isGathered = true;
  handling.fillSlots(instance);
}

/** H20. What has been gathered becomes one batch: the handler that runs is that of its first message. */
export function joinBatch(handling: Handling, instance: Instance): void {
  const { service, buffer, followers } = instance;
  while (service.handlesBatches && buffer.length > 0 && followers.length + 1 < service.batch) {
    const delivery = buffer.head;
    buffer.remove(delivery);
    followers.append(delivery);
    handling.attempts.begin(service, delivery);
  }
  instance.isGathered = buffer.length > 0 && !service.handlesBatches;
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
