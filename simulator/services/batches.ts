import type { Member } from "../channels/Member.ts";
import type { Probe } from "../kernel/probe/Probe.ts";
import { ACKING } from "./Deliveries.ts";
import type { Handling } from "./Handling.ts";
import type { Instance } from "./Instance.ts";
import { COMPLETED, FAILED } from "./Interpreter.ts";

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

/** H10. An instance that waited for a message has got one: it takes as many more as its batch holds. */
export function takeMore(probe: Probe, instance: Instance, member: Member): void {
  const { service } = instance;
  if (service.asksAtIntervals || member.subscription.retriesInPlace) return;
  const more = service.batch > 1 ? member.subscription.take(member, service.batch - 1) : 0;
  probe.histograms.add(service.figures.batchSizes, 1 + more);
}
