import type { Live } from "../live/Live.ts";
import {
  type Courses,
  LEAST_ZOOM,
  type MessageColors,
  type MessagePainter,
  type View,
} from "./MessagePainter.ts";

/** While the run stands still, a single step moves the messages for so long. */
const STEP_MS = 300;
/** After a pause of the page, such as a hidden tab, messages do not leap. */
const LONGEST_FRAME_MS = 50;

export type MessageAnimationOptions = {
  painter: MessagePainter;
  surface: CanvasRenderingContext2D;
  view: () => View;
  isCalm: () => boolean;
  /** Told when a dot begins to stand for another number of messages. */
  onRatio: (messagesPerDot: number) => void;
};

/**
 * Moves the messages while the run moves. Its loop stops with the run: a paused picture costs nothing,
 * and a single step moves what is under way a little.
 */
export class MessageAnimation {
  readonly #options: MessageAnimationOptions;
  #live: Live | undefined;
  #request: number | undefined;
  #lastFrame: number | undefined;
  #runway = 0;
  #shownUpTo = 0;
  #ratio = 1;
  #isBlank: boolean | undefined;

  constructor(options: MessageAnimationOptions) {
    this.#options = options;
  }

  /** A new frame of the run: messages set out. */
  beat(live: Live): void {
    const { painter, isCalm, view } = this.#options;
    this.#live = live;
    const now = live.now();
    const hasGoneBack = now < this.#shownUpTo;
    this.#shownUpTo = now;
    const isUnseen = isCalm() || view().zoom < LEAST_ZOOM;
    if (hasGoneBack || isUnseen) painter.clear();
    if (isUnseen) {
      this.paint();
      return;
    }
    painter.heed((linkId) => live.linkFiguresOf(linkId)?.isCut ?? false);
    live.readDepartures(painter);
    this.#runway = STEP_MS;
    this.#request ??= requestAnimationFrame((time) => this.#frame(time));
  }

  follow(courses: Courses): void {
    this.#options.painter.follow(courses);
    this.paint();
  }

  recolor(colors: MessageColors): void {
    this.#options.painter.recolor(colors);
    this.paint();
  }

  /** Paints the moment as it is, as after a move of the view. */
  paint(): void {
    const { painter, surface, view } = this.#options;
    const seen = view();
    const isBlank = painter.isEmpty || seen.zoom < LEAST_ZOOM;
    // A surface with nothing on it would still be cleared and laid over the picture in every frame.
    if (isBlank !== this.#isBlank) surface.canvas.style.display = isBlank ? "none" : "";
    this.#isBlank = isBlank;
    if (!isBlank) painter.paint(seen, fitted(surface.canvas, seen));
  }

  stop(): void {
    if (this.#request !== undefined) cancelAnimationFrame(this.#request);
    this.#request = undefined;
    this.#lastFrame = undefined;
  }

  #frame(time: number): void {
    const elapsed = Math.min(LONGEST_FRAME_MS, time - (this.#lastFrame ?? time));
    this.#lastFrame = time;
    const speed = this.#live?.speed() ?? 0;
    if (speed === 0) this.#runway -= elapsed;
    const { painter } = this.#options;
    painter.advance(elapsed, speed);
    this.paint();
    this.#tellRatio();
    const goesOn = speed > 0 || this.#runway > 0;
    if (goesOn) this.#request = requestAnimationFrame((next) => this.#frame(next));
    else this.stop();
  }

  #tellRatio(): void {
    const ratio = this.#options.painter.messagesPerDot();
    if (ratio === this.#ratio) return;
    this.#ratio = ratio;
    this.#options.onRatio(ratio);
  }
}

/**
 * Lays the surface over the window of the canvas, with as many points as the screen has; it lies among
 * what moves with the view, between links and nodes. Returns points per pixel.
 */
function fitted(canvas: HTMLCanvasElement, { x, y, zoom, width, height }: View): number {
  const ratio = devicePixelRatio;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  const { style } = canvas;
  style.width = `${width}px`;
  style.height = `${height}px`;
  style.transform = `scale(${1 / zoom}) translate(${-x}px, ${-y}px)`;
  return ratio;
}
