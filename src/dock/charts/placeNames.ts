/** Pixels between two names in a row. */
const APART = 8;

/** A name that wants to begin at a place, and how wide it is. */
export interface Name {
  label: string;
  left: number;
  width: number;
}

export interface PlacedName {
  label: string;
  left: number;
  /** Row from the top, from 0. */
  row: number;
}

/**
 * Names in rows, each at its place or moved to the left so that it ends in time; what fits in no row is
 * left out, so that no name lies over another.
 * @param most where the last name ends at the latest
 */
export function placeNames(names: readonly Name[], rows: number, most: number): PlacedName[] {
  const ends = new Array<number>(rows).fill(Number.NEGATIVE_INFINITY);
  return [...names]
    .sort((a, b) => a.left - b.left)
    .flatMap(({ label, left: wanted, width }) => {
      const left = Math.min(wanted, most - width);
      // The lowest row that is free: it stands nearest to its band.
      const row = ends.findLastIndex((end) => end + APART <= left);
      if (row < 0) return [];
      ends[row] = left + width;
      return [{ label, left, row }];
    });
}
