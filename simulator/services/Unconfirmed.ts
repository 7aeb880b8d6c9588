import type { Messages } from "../channels/Messages.ts";
import type { Port } from "../channels/Port.ts";
import type { PublishOutcome } from "./ConfirmWaits.ts";

/** A message of which the publisher does not know yet whether it has arrived. */
export interface Unconfirmed {
  readonly message: number;
  readonly port: Port;
  attempt: number;
  /** Whether an attempt has arrived: what is sent from then on are copies. */
  hasArrived: boolean;
  /** It waits in front of its channel, which has nobody to take it. */
  isWaiting: boolean;
  /** P14. It is on its way, and somebody waits to hear what its channel says: its confirm sets out then. */
  travels: boolean;
  /** Events to come, −1 if none: its next attempt, its confirm, the end of the publisher's patience. */
  retry: number;
  confirm: number;
  deadline: number;
  /** P14. What a handler that waits for it is told when it is over. */
  outcome: PublishOutcome;
}

/** P10. Whether an earlier message of its key has not arrived: with sequence numbers the broker refuses what comes before its turn. */
export function isOutOfSequence(
  messages: Messages,
  pending: readonly (Unconfirmed | undefined)[],
  message: number,
  port: Port,
): boolean {
  return pending.some(
    (each) =>
      each !== undefined &&
      !each.hasArrived &&
      each.port === port &&
      messages.idOf(each.message) < messages.idOf(message) &&
      messages.keyOf(each.message) === messages.keyOf(message),
  );
}
