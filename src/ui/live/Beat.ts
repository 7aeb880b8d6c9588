/** Something that calls when there is a new picture to paint, such as each frame of a run. */
export type Beat = {
  /** Calls the listener at each beat until the returned function is called. */
  subscribe: (listener: () => void) => () => void;
};

type Paint = () => void;

/** All painters of one beat and one rhythm: they paint together, so that their figures agree. */
class Rhythm {
  readonly #paints = new Set<Paint>();
  readonly #beat: Beat;
  readonly #interval: number;
  #unsubscribe: (() => void) | undefined;
  #paintedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(beat: Beat, perSecond: number) {
    this.#beat = beat;
    this.#interval = 1000 / perSecond;
  }

  add(paint: Paint): () => void {
    this.#unsubscribe ??= this.#beat.subscribe(() => this.#paintSoon());
    this.#paints.add(paint);
    paint();
    return () => this.#remove(paint);
  }

  #remove(paint: Paint): void {
    this.#paints.delete(paint);
    if (this.#paints.size > 0) return;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** At once if the last painting is long enough ago; else later, so that no last beat is lost. */
  #paintSoon(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#paintedAt + this.#interval - performance.now();
    if (wait <= 0) this.#paintAll();
    else this.#timer = setTimeout(() => this.#paintAll(), wait);
  }

  #paintAll(): void {
    this.#timer = undefined;
    this.#paintedAt = performance.now();
    for (const paint of this.#paints) paint();
  }
}

const rhythms = new WeakMap<Beat, Map<number, Rhythm>>();

/**
 * Calls `paint` now, then at most `perSecond` times a second, and always once more after the last
 * beat. Painters of the same beat and rhythm paint at the same moment.
 */
export function paintOnBeat(beat: Beat, perSecond: number, paint: Paint): () => void {
  const known = rhythms.get(beat) ?? new Map<number, Rhythm>();
  rhythms.set(beat, known);
  const rhythm = known.get(perSecond) ?? new Rhythm(beat, perSecond);
  known.set(perSecond, rhythm);
  return rhythm.add(paint);
}
