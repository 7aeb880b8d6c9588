import type { Verdict } from "../../../simulator/index.ts";

/** Where the limit stands while the figure is far from it. */
const AT_REST = 0.66;

/** A figure and its limit on one scale, as shares of the bar; undefined is what is not drawn. */
export interface LimitBar {
  filled: number | undefined;
  mark: number | undefined;
}

/**
 * The bar of a promise: its limit stands at two thirds, and a figure that is beyond one and a half of it fills
 * the bar. Where nothing is allowed there is no place for a limit: the bar is full or empty.
 */
export function barOf({ measured, limit }: Pick<Verdict, "measured" | "limit">): LimitBar {
  if (measured === undefined || !Number.isFinite(measured))
    return { filled: undefined, mark: undefined };
  if (limit <= 0 || !Number.isFinite(limit))
    return { filled: measured > 0 ? 1 : 0, mark: undefined };
  return { filled: Math.min(1, Math.max(0, (measured / limit) * AT_REST)), mark: AT_REST };
}
