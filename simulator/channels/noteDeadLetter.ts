import type { Context } from "./Context.ts";
import { type DeadLetterReason, deadLetterNumber } from "./causes.ts";

/** Remembers for whoever asks that an entry was given up, where and why. */
export function noteDeadLetter(
  { entries, exemplars, tracer }: Context,
  node: number,
  entry: number,
  reason: DeadLetterReason,
): void {
  exemplars.note("dead-lettered", deadLetterNumber(reason), node, entries.messageOf(entry));
  if (tracer.isOn) tracer.entry("dead-lettered", entry, { node, detail: reason });
}
