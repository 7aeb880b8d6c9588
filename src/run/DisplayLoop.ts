/** Calls at display rate while it is on; a hidden page gets no calls. */
export class DisplayLoop {
  readonly #onFrame: (wallSeconds: number) => void;
  #animation: number | undefined;

  constructor(onFrame: (wallSeconds: number) => void) {
    this.#onFrame = onFrame;
  }

  start(): void {
    this.#animation ??= requestAnimationFrame(this.#frame);
  }

  stop(): void {
    if (this.#animation !== undefined) cancelAnimationFrame(this.#animation);
    this.#animation = undefined;
  }

  readonly #frame = (wallMilliseconds: number): void => {
    this.#animation = requestAnimationFrame(this.#frame);
    this.#onFrame(wallMilliseconds / 1000);
  };
}
