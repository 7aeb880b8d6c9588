import type { PartitionFigures } from "../live/Live.ts";

/** One lane of a stream, in shares of its width. */
export interface Lane {
  /** Where the log ends. */
  end: number;
  /** How much before the end the slowest group still has to read. */
  behind: number;
}

export const MOST_LANES = 6;
/** The fullest lane ends here, so that its black end is seen. */
const FULL = 0.9;
/** A lag shorter than this many messages would look large on an empty log. */
const LEAST_SPAN = 100;

/**
 * Lanes of a stream. A lane ends at the share of messages that it holds of what the fullest holds;
 * the strong part is its lag, on one scale for all lanes, which doubles as the lag grows.
 */
export function laneShares(partitions: readonly PartitionFigures[]): Lane[] {
  const groups = grouped(partitions);
  const fullest = Math.max(1, ...groups.map(({ held }) => held));
  const longest = Math.max(0, ...groups.map(({ lag }) => lag));
  let span = LEAST_SPAN;
  while (span < longest * 1.2) span *= 2;
  return groups.map(({ held, lag }) => {
    const end = FULL * (held / fullest);
    return { end, behind: Math.min(end, FULL * (lag / span)) };
  });
}

function grouped(partitions: readonly PartitionFigures[]): { held: number; lag: number }[] {
  const count = Math.min(MOST_LANES, partitions.length);
  const groups = Array.from({ length: count }, () => ({ held: 0, lag: 0 }));
  partitions.forEach(({ start, end, committed }, i) => {
    const group = groups[Math.floor((i * count) / partitions.length)];
    if (!group) return;
    group.held += end - start;
    group.lag += Number.isNaN(committed) ? 0 : end - committed;
  });
  return groups;
}
