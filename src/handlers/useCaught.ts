import type { Session } from "../actions/index.ts";
import { useSummary } from "../watch/index.ts";

/** What the last crash of a run found at each gap between the steps of a handler. */
export interface Caught {
  /** Simulated time of the crash, in seconds. */
  at: number;
  /** Messages that a crash found at the gap before the step of that number. */
  before: readonly number[];
}

/**
 * Messages that the last crash of a service caught in a handler, by gap: what had not begun counts for the first.
 * Undefined where nothing has crashed, or where the steps are others by now.
 * @param steps how many the handler has
 */
export function useCaught(
  session: Session,
  nodeId: string,
  message: string,
  steps: number,
): Caught | undefined {
  const node = useSummary(session, true)?.nodes[nodeId];
  if (!node || !("lastCrash" in node) || !node.lastCrash) return undefined;
  const { at, caught } = node.lastCrash;
  const counts = caught[message] ?? new Array<number>(steps + 1).fill(0);
  const [waiting = 0, first = 0, ...rest] = counts;
  if (counts.length !== steps + 1) return undefined;
  return { at, before: [waiting + first, ...rest, 0].slice(0, steps + 1) };
}
