import {
  STATE_DUPLICATE,
  STATE_FIRST,
  STATE_POISON,
  STATE_RETRY,
} from "../kernel/probe/Departures.ts";
import type { Context } from "./Context.ts";
import { REDELIVERY_CAUSES } from "./causes.ts";
import { COMPLETED } from "./Entries.ts";
import type { Member } from "./Member.ts";
import { COPY_OF_PUBLISHER, COPY_OF_RELAY, POISON } from "./Messages.ts";

/** Notes for whoever draws it that a delivery sets out along a member's link. */
export function noteDelivery(
  { kernel, entries, messages }: Context,
  member: Member,
  entry: number,
): void {
  // What comes otherwise than through a channel crosses no link.
  if (member.link < 0) return;
  const message = entries.messageOf(entry);
  const isCopy = messages.hasMark(message, COPY_OF_PUBLISHER | COPY_OF_RELAY);
  let state = STATE_FIRST;
  if (messages.hasMark(message, POISON)) state = STATE_POISON;
  else if (isCopy || entries.hasFlag(entry, COMPLETED)) state = STATE_DUPLICATE;
  else if (entries.deliveriesOf(entry) > 1) state = STATE_RETRY;
  kernel.probe.departures.add(member.link, state, kernel.events.now, messages.idOf(message));
}

/** Writes down for whoever traces the message that it is delivered, the how-manieth time and why again. */
export function traceDelivery({ entries, tracer }: Context, member: Member, entry: number): void {
  const attempt = entries.deliveriesOf(entry);
  const { link } = member;
  tracer.entry("delivered", entry, {
    link,
    // A request comes to its endpoint without a link of the design: it waits where it came in.
    ...(link < 0 && { node: member.subscription.node }),
    instance: member.instance,
    attempt,
    detail: attempt > 1 ? REDELIVERY_CAUSES[entries.causeOf(entry)]! : "",
  });
}
