import type { Frame } from "../../simulator/index.ts";

/** The newest frame and those who paint it. It lives outside every store: it changes too often. */
export class LatestFrame {
  #frame: Frame | undefined;
  readonly #listeners = new Set<(frame: Frame) => void>();

  get(): Frame | undefined {
    return this.#frame;
  }

  /** Calls with each new frame; gives what ends it. */
  subscribe(listener: (frame: Frame) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  show(frame: Frame): void {
    this.#frame = frame;
    for (const listener of this.#listeners) listener(frame);
  }
}
