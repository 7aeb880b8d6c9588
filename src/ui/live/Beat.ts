/** Something that calls when there is a new picture to paint, such as each frame of a run. */
export type Beat = {
  /** Calls the listener at each beat until the returned function is called. */
  subscribe: (listener: () => void) => () => void;
};

type Paint = () => void;

/** Paintings that are put off, of all rhythms on the page. */
const waiting = new Set<Paint>();

/** Milliseconds from painting to painting while painters are held. */
const HELD_MS = 500;
let isHeld = false;

/**
 * While a hand moves a picture that takes most of each frame, every painter on the page is called only
 * twice a second, and all of them in one frame: each frame in which any figure changes is laid out and
 * painted for it, and would be late for the hand.
 */
export function holdPainters(isOn: boolean): void {
  isHeld = isOn;
}

/** Paints at once what was put off: a run has stopped, and its figures are of that moment. */
export function paintWhatWaits(): void {
  for (const paint of [...waiting]) paint();
}

/** Notes a painting that is put off to a later moment. Gives what takes the note back when it is painted. */
export function putOff(paint: Paint): () => void {
  waiting.add(paint);
  return () => waiting.delete(paint);
}

/** Milliseconds until the next moment that is a multiple of `interval`, the same for all who ask. */
export function untilSharedMoment(now: number, interval: number): number {
  return interval - (now % interval);
}

/** All painters of one beat and one rhythm: they paint together, so that their figures agree. */
class Rhythm {
  readonly #paints = new Set<Paint>();
  readonly #beat: Beat;
  readonly #interval: number;
  readonly #canBeHeld: boolean;
  #unsubscribe: (() => void) | undefined;
  #paintedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #paintAll = (): void => {
    this.#stopWaiting();
    this.#paintedAt = performance.now();
    for (const paint of this.#paints) paint();
  };

  constructor(beat: Beat, perSecond: number, canBeHeld: boolean) {
    this.#beat = beat;
    this.#canBeHeld = canBeHeld;
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
    this.#stopWaiting();
  }

  /** At once if the last painting is long enough ago; else later, so that no last beat is lost. */
  #paintSoon(): void {
    if (this.#timer !== undefined) return;
    const now = performance.now();
    const wait =
      isHeld && this.#canBeHeld
        ? untilSharedMoment(now, Math.max(HELD_MS, this.#interval))
        : this.#paintedAt + this.#interval - now;
    if (wait <= 0) {
      this.#paintAll();
      return;
    }
    this.#timer = setTimeout(this.#paintAll, wait);
    waiting.add(this.#paintAll);
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    waiting.delete(this.#paintAll);
  }
}

type Rhythms = WeakMap<Beat, Map<number, Rhythm>>;

const painting: Rhythms = new WeakMap();
const sampling: Rhythms = new WeakMap();

/**
 * Calls `paint` now, then at most `perSecond` times a second, and always once more after the last
 * beat. Painters of the same beat and rhythm paint at the same moment.
 */
export function paintOnBeat(beat: Beat, perSecond: number, paint: Paint): () => void {
  return rhythmOf(painting, beat, perSecond).add(paint);
}

/** The same for what is only recorded: it goes on while painters are held, or the record would have gaps. */
export function sampleOnBeat(beat: Beat, perSecond: number, sample: () => void): () => void {
  return rhythmOf(sampling, beat, perSecond).add(sample);
}

function rhythmOf(rhythms: Rhythms, beat: Beat, perSecond: number): Rhythm {
  const known = rhythms.get(beat) ?? new Map<number, Rhythm>();
  rhythms.set(beat, known);
  const rhythm = known.get(perSecond) ?? new Rhythm(beat, perSecond, rhythms === painting);
  known.set(perSecond, rhythm);
  return rhythm;
}
