import type { z } from "./zod.ts";

const EARLY = "is before the one that stands above it; put them in ascending order";

/** Refines a list of times: none of them before the one that stands above it. */
export function ascending(times: readonly number[], context: z.RefinementCtx): void {
  const at = times.findIndex((time, i) => i > 0 && time < times[i - 1]!);
  if (at > 0) context.addIssue({ code: "custom", path: [at], message: EARLY });
}

/** Refines a list of points: no time of them before that of the point above it. */
export function ascendingPoints(
  points: readonly (readonly [time: number, factor: number])[],
  context: z.RefinementCtx,
): void {
  const at = points.findIndex(([time], i) => i > 0 && time < points[i - 1]![0]);
  if (at > 0) context.addIssue({ code: "custom", path: [at, 0], message: EARLY });
}
