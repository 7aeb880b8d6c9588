/** A rectangle on the screen, in pixels. */
export interface ScreenBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Size {
  width: number;
  height: number;
}

/** Distance that is kept to the edges of the screen, and to what is spoken of. */
const EDGE = 12;
/** Places are tried so far apart. */
const STEP = 8;
/** How much more it costs to cover a pixel of a control than to be a pixel away from what is spoken of. */
const COVERED = 20;

/**
 * Where a card stands that speaks of a part of the screen: where it covers as little as can be of what
 * people need, and among such places as near to its subject as can be, in its middle line.
 * @param needed what should stay in sight: controls, and the subject itself where it is small
 */
export function placeClear(
  subject: ScreenBox,
  card: Size,
  screen: Size,
  needed: readonly ScreenBox[],
): { left: number; top: number } {
  let best = { left: EDGE, top: EDGE };
  let least = Number.POSITIVE_INFINITY;
  for (let top = EDGE; top <= Math.max(EDGE, screen.height - card.height - EDGE); top += STEP)
    for (let left = EDGE; left <= Math.max(EDGE, screen.width - card.width - EDGE); left += STEP) {
      const place = { left, top, ...card };
      let cost = distance(place, subject);
      for (const each of needed) {
        cost += COVERED * Math.sqrt(overlap(place, each));
        if (cost >= least) break;
      }
      if (cost >= least) continue;
      least = cost;
      best = { left, top };
    }
  return best;
}

/** Area that two boxes share. */
function overlap(one: ScreenBox, other: ScreenBox): number {
  const width =
    Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const height =
    Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** How far a card is from its subject: from edge to edge, and a little for being off its middle. */
function distance(card: ScreenBox, subject: ScreenBox): number {
  const gap = (from: number, size: number, other: number, otherSize: number) =>
    Math.max(0, other - (from + size), from - (other + otherSize));
  const off = (from: number, size: number, other: number, otherSize: number) =>
    Math.abs(from + size / 2 - (other + otherSize / 2)) / 8;
  return (
    gap(card.left, card.width, subject.left, subject.width) +
    gap(card.top, card.height, subject.top, subject.height) +
    off(card.left, card.width, subject.left, subject.width) +
    off(card.top, card.height, subject.top, subject.height)
  );
}
