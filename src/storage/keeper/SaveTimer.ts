/** Wait after the last edit. */
const QUIET_MS = 250;
/** Longest wait while edits go on without a pause; with the write it stays under a second. */
const LONGEST_MS = 600;

/** Calls for a save soon after each edit, and every now and then while edits do not stop. */
export class SaveTimer {
  readonly #save: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firstEditAt: number | undefined;

  constructor(save: () => void) {
    this.#save = save;
  }

  /** An edit was made. */
  touch(now: number): void {
    this.#firstEditAt ??= now;
    clearTimeout(this.#timer);
    const wait = Math.min(QUIET_MS, Math.max(0, this.#firstEditAt + LONGEST_MS - now));
    this.#timer = setTimeout(() => {
      this.clear();
      this.#save();
    }, wait);
  }

  /** A save is under way or not wanted. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#firstEditAt = undefined;
  }
}
