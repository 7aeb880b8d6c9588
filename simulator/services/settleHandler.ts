import type { Context } from "../channels/Context.ts";
import type { Member } from "../channels/Member.ts";
import { keepFollowers, outcomeOfBatch } from "./batches.ts";
import type { Handling } from "./Handling.ts";
import { unwatch } from "./hazards.ts";
import type { Instance } from "./Instance.ts";
import { BLOCKED, COMPLETED, FAILED } from "./Interpreter.ts";

/** H4, H5. What becomes of a delivery by how its handler ended; `BLOCKED` when it keeps its slot for a retry. */
export function settleHandler(
  handling: Handling,
  { kernel, entries }: Context,
  instance: Instance,
  member: Member,
  delivery: number,
  result: number,
): number {
  const { service, followers } = instance;
  const { settling } = handling;
  const outcome = followers.length > 0 ? outcomeOfBatch(handling, instance, result) : result;
  if (instance.isWatched) unwatch(kernel, instance, delivery);
  if (outcome === COMPLETED) {
    settling.complete(service, member, delivery);
    return outcome;
  }
  handling.onUnfinished(delivery, false);
  if (!settling.fail(service, member, delivery, outcome - FAILED)) return outcome;
  if (followers.length > 0) keepFollowers(handling, entries, instance, delivery, outcome);
  return BLOCKED;
}
