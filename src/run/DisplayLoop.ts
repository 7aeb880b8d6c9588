/** Longest stretch of wall time that one frame makes good, so that a hidden page does not leap. */
const LONGEST_FRAME_SECONDS = 0.1;

/** Calls at display rate while it is on, with the seconds since the last call; a hidden page gets no calls. */
export class DisplayLoop {
  readonly #onFrame: (wallSeconds: number, elapsedSeconds: number) => void;
  #animation: number | undefined;
  #last: number | undefined;

  constructor(onFrame: (wallSeconds: number, elapsedSeconds: number) => void) {
    this.#onFrame = onFrame;
  }

  start(): void {
    this.#animation ??= requestAnimationFrame(this.#frame);
  }

  stop(): void {
    if (this.#animation !== undefined) cancelAnimationFrame(this.#animation);
    this.#animation = undefined;
    this.#last = undefined;
  }

  readonly #frame = (wallMilliseconds: number): void => {
    this.#animation = requestAnimationFrame(this.#frame);
    const wall = wallMilliseconds / 1000;
    const elapsed = Math.min(LONGEST_FRAME_SECONDS, wall - (this.#last ?? wall));
    this.#last = wall;
    this.#onFrame(wall, elapsed);
  };
}
