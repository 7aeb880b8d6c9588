/**
 * Does one thing at a time; of what is asked for meanwhile only the latest is done. A playhead that is
 * dragged asks for a hundred places and wants to be at the last.
 */
export class LatestOnly<T> {
  readonly #perform: (wish: T) => Promise<void>;
  #wish: { value: T } | undefined;
  #round = 0;
  isBusy = false;

  constructor(perform: (wish: T) => Promise<void>) {
    this.#perform = perform;
  }

  /** Asks for something. True for the one who has waited until nothing is left to do, false for all others. */
  async ask(value: T): Promise<boolean> {
    this.#wish = { value };
    if (this.isBusy) return false;
    this.isBusy = true;
    const round = this.#round;
    while (this.#wish !== undefined) {
      const { value: next } = this.#wish;
      this.#wish = undefined;
      await this.#perform(next);
      if (round !== this.#round) return false;
    }
    this.isBusy = false;
    return true;
  }

  /** Gives up what was asked for; what is under way is waited for by nobody. */
  drop(): void {
    this.#round++;
    this.#wish = undefined;
    this.isBusy = false;
  }
}
