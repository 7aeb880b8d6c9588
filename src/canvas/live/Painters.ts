import { holdPainters, putOff, untilSharedMoment } from "../../ui/index.ts";
import { History } from "./History.ts";
import type { Live, NodeFigures } from "./Live.ts";

/** Fills move with each frame; figures change slowly enough to be read. */
export type Rhythm = "fills" | "figures";

const FIGURES_PER_SECOND = 8;
/** What the browser needs to show a fill that has changed; they may have all of a frame, no more. */
const MS_PER_FILL = 0.25;
/** A large design shows its figures less often, yet often enough to live. */
const MS_PER_FIGURE = 0.15;
const SLOWEST_FIGURES_MS = 250;
/** So many figures at least, and they wait while a hand moves the picture: each costs it a frame. */
const MANY_FIGURES = 300;
const HELD_MS = 1000;
/** A turning wheel is a row of short moves: the picture is held until there was none for so long. */
const RELEASE_MS = 200;
/** With reduced motion nothing moves smoothly. */
const CALM_PER_SECOND = 2;

type Paint = () => void;

/**
 * Everything on the canvas that is painted past React. One clock serves all of it, so that a
 * thousand figures cost one subscription, and nothing runs while there is nothing new to show.
 */
export class Painters {
  readonly #paints: Record<Rhythm, Set<Paint>> = { fills: new Set(), figures: new Set() };
  readonly #isCalm: () => boolean;
  readonly #history = new History();
  readonly #beats = new Set<(live: Live) => void>();
  #live: Live | undefined;
  #paintedAt: Record<Rhythm, number> = { fills: 0, figures: 0 };
  #later: ReturnType<typeof setTimeout> | undefined;
  /** Takes back the note of what is put off. */
  #takeBack: (() => void) | undefined;
  #isHeld = false;
  #release: ReturnType<typeof setTimeout> | undefined;

  constructor(isCalm: () => boolean) {
    this.#isCalm = isCalm;
  }

  /** Shows a run from now on, or what is known without one. Gives what ends it. */
  follow(live: Live | undefined): () => void {
    this.#live = live;
    this.#history.clear();
    this.paintAll();
    const stop = live?.subscribe(() => this.#beat());
    return () => {
      stop?.();
      clearTimeout(this.#release);
      this.#setHeld(false);
      clearTimeout(this.#later);
      this.#later = undefined;
      if (this.#live === live) this.#live = undefined;
    };
  }

  /** Figures of a node in the latest frame. */
  figuresOf(nodeId: string): NodeFigures | undefined {
    return this.#live?.figuresOf(nodeId);
  }

  /** The last minute of a value, this moment included. */
  historyOf(nodeId: string, value: number): readonly number[] {
    return this.#live ? this.#history.record(nodeId, this.#live.now(), value) : [];
  }

  live(): Live | undefined {
    return this.#live;
  }

  /** Paints now and in its rhythm from then on. Gives what ends it. */
  add(rhythm: Rhythm, paint: Paint): () => void {
    this.#paints[rhythm].add(paint);
    paint();
    return () => this.#paints[rhythm].delete(paint);
  }

  /** Calls with each frame of the run that is shown. Gives what ends it. */
  onBeat(listener: (live: Live) => void): () => void {
    this.#beats.add(listener);
    return () => this.#beats.delete(listener);
  }

  paintAll(): void {
    this.#paint("fills");
    this.#paint("figures");
  }

  /** Says whether a hand moves the view or what is on it just now: with many figures, all others wait too. */
  hold(isHeld: boolean): void {
    clearTimeout(this.#release);
    if (isHeld) this.#setHeld(this.#paints.figures.size >= MANY_FIGURES);
    else this.#release = setTimeout(() => this.#setHeld(false), RELEASE_MS);
  }

  #setHeld(isHeld: boolean): void {
    this.#isHeld = isHeld;
    holdPainters(isHeld);
  }

  #beat(): void {
    const now = performance.now();
    if (this.#live) for (const listener of this.#beats) listener(this.#live);
    const fillInterval = this.#paints.fills.size * MS_PER_FILL;
    const areFillsDue = !this.#isHeld && now - this.#paintedAt.fills >= fillInterval;
    if (!this.#isCalm() && areFillsDue) this.#paint("fills");
    const wait = this.#isHeld
      ? untilSharedMoment(now, HELD_MS)
      : this.#paintedAt.figures + this.#figureInterval() - now;
    if (wait <= 0) this.#paintSlow();
    else if (this.#later === undefined) this.#paintLater(wait);
  }

  /** Milliseconds from figures to figures. */
  #figureInterval(): number {
    const { size } = this.#paints.figures;
    if (this.#isCalm()) return 1000 / CALM_PER_SECOND;
    return Math.max(1000 / FIGURES_PER_SECOND, Math.min(SLOWEST_FIGURES_MS, size * MS_PER_FIGURE));
  }

  /** The last frame before a pause is painted too: a moment later, or when the run says that it has stopped. */
  #paintLater(wait: number): void {
    this.#later = setTimeout(() => this.#paintSlow(), wait);
    this.#takeBack = putOff(() => this.#paintSlow());
  }

  #paintSlow(): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#takeBack?.();
    this.#takeBack = undefined;
    this.#paint("fills");
    this.#paint("figures");
  }

  #paint(rhythm: Rhythm): void {
    this.#paintedAt[rhythm] = performance.now();
    for (const paint of this.#paints[rhythm]) paint();
  }
}
