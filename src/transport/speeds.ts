/** Speeds of a run: simulated seconds per second. */
export const SPEEDS: readonly number[] = [0.01, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100];

/** The next speed of the list above or below; the same one at either end. */
export function speedNear(speed: number, direction: 1 | -1): number {
  if (direction > 0) return SPEEDS.find((each) => each > speed) ?? speed;
  return SPEEDS.filter((each) => each < speed).at(-1) ?? speed;
}

/** A speed as the screen writes it: "0.5×", "20×". */
export const speedLabel = (speed: number) => `${speed}×`;
