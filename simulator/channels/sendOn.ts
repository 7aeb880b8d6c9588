import type { Context } from "./Context.ts";
import type { Feed } from "./Feed.ts";
import type { Port } from "./Port.ts";

/** D8, D12. Sends the message of an entry on as a dead letter, and the entry counts as handled. What it carries for having died is its own. */
export function sendLetter(
  { entries, messages, countsDeaths }: Context,
  port: Port,
  entry: number,
  { keepsAcked }: Feed,
): void {
  const message = entries.messageOf(entry);
  if (!countsDeaths) {
    port.send(message, -1);
    return;
  }
  const letter = messages.own(message, keepsAcked);
  messages.carries.die(letter);
  port.send(letter, -1);
  messages.done(letter);
}

/** H5. Sends the message of an entry to a retry channel, with the number of attempts that it has had; the entry counts as handled. */
export function sendToRetry(
  { entries, messages }: Context,
  port: Port,
  entry: number,
  { keepsAcked }: Feed,
  attempts: number,
): void {
  const again = messages.own(entries.messageOf(entry), keepsAcked);
  messages.carryAttempts(again, attempts);
  port.send(again, -1);
  messages.done(again);
}
