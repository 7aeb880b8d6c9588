import type { Context } from "../channels/Context.ts";
import type { Member } from "../channels/Member.ts";

/** H1, N2, B9. A delivery waits until its way is free, and crosses it. Returns the event at its end. */
export function cross(
  { kernel, messages }: Context,
  member: Member,
  message: number,
  what: number,
  delivery: number,
): number {
  const { deliveryDelay, wire, isShared } = member;
  const { events, delays, laws } = kernel;
  const wait = isShared ? member.transfer(events.now, messages.sizeOf(message)) : 0;
  if (wait === 0) return delays.after(deliveryDelay, wire.stream, what, delivery);
  return events.schedule(wait + laws.sample(deliveryDelay, wire.stream), what, delivery);
}
