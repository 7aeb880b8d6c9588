/** Longest stretch of wall time that one frame makes good, so that a hidden page does not leap. */
const LONGEST_FRAME_SECONDS = 0.1;

/**
 * Calls at display rate while it is on, with the seconds since the last call; a hidden page gets no
 * calls, and none comes while what the last one asked for is under way.
 */
export class DisplayLoop {
  readonly #onFrame: (wallSeconds: number, elapsedSeconds: number) => Promise<void>;
  #animation: number | undefined;
  #last: number | undefined;
  #underWay: Promise<void> | undefined;

  constructor(onFrame: (wallSeconds: number, elapsedSeconds: number) => Promise<void>) {
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

  /** Settles when nothing that a call asked for is under way any more. */
  async rest(): Promise<void> {
    await this.#underWay;
  }

  /** Gives up what is under way: nobody waits for it any more. */
  drop(): void {
    this.#underWay = undefined;
  }

  readonly #frame = (wallMilliseconds: number): void => {
    this.#animation = requestAnimationFrame(this.#frame);
    const wall = wallMilliseconds / 1000;
    const elapsed = Math.min(LONGEST_FRAME_SECONDS, wall - (this.#last ?? wall));
    this.#last = wall;
    if (!this.#underWay) void this.#call(wall, elapsed);
  };

  async #call(wall: number, elapsed: number): Promise<void> {
    const call = this.#onFrame(wall, elapsed);
    this.#underWay = call;
    await call;
    if (this.#underWay === call) this.#underWay = undefined;
  }
}
