import type { Rect } from "../../geometry/index.ts";

/** What of the canvas is seen, and from how far. */
export interface Look {
  zoom: number;
  /** So far that a node is its icon, its border and its health. */
  isFar: boolean;
  /** In the measures of the design. */
  seen: Rect;
}

/** Up to so many things all are drawn in full, wherever they are. */
const LARGE_ABOVE = 80;
/** Things of a large design that may change from frame to frame, so that no frame takes long. */
const PER_FRAME = 24;
/** What is drawn in full reaches beyond the view by this share of it on each side. */
const MARGIN = 0.25;

interface Follower {
  /** A thing with a place of its own; a link has none. */
  id: string | undefined;
  isFull: boolean;
  tell: (isFull: boolean) => void;
}

/**
 * Decides which things on the canvas are drawn in full. From afar none is: what could not be seen is left
 * out. In a large design only what is in view is, and the others change a few in each frame: opening,
 * moving and zooming never wait for all of them.
 */
export class DetailKeeper {
  readonly #nextFrame: (draw: () => void) => unknown;
  readonly #followers = new Set<Follower>();
  readonly #pending = new Set<Follower>();
  readonly #lookers = new Set<() => void>();
  #frames: ReadonlyMap<string, Rect> = new Map();
  #look: Look | undefined;
  #isDraining = false;

  /** @param nextFrame calls when the next frame is about to be drawn */
  constructor(nextFrame: (draw: () => void) => unknown) {
    this.#nextFrame = nextFrame;
  }

  /** Takes in where things stand. */
  know(frames: ReadonlyMap<string, Rect>): void {
    this.#frames = frames;
  }

  look(look: Look): void {
    const wasFar = this.#look?.isFar;
    this.#look = look;
    for (const tell of this.#lookers) tell();
    if (!look.isFar || wasFar !== true) this.#settle();
  }

  latest(): Look | undefined {
    return this.#look;
  }

  /** Tells of each look. Gives what ends it. */
  onLook(tell: () => void): () => void {
    this.#lookers.add(tell);
    return () => this.#lookers.delete(tell);
  }

  /** Whether a thing that appears now is drawn in full at once. */
  isFullAtFirst(): boolean {
    return !this.#isLarge() && this.#look?.isFar !== true;
  }

  /** Tells whether a thing is to be drawn in full. Gives what ends it. */
  follow(id: string | undefined, isFull: boolean, tell: (isFull: boolean) => void): () => void {
    const follower = { id, isFull, tell };
    this.#followers.add(follower);
    if (this.#wants(follower) !== isFull) this.#change(follower);
    return () => {
      this.#followers.delete(follower);
      this.#pending.delete(follower);
    };
  }

  #isLarge(): boolean {
    return this.#frames.size > LARGE_ABOVE;
  }

  #wants({ id }: Follower): boolean {
    if (!this.#look) return !this.#isLarge();
    if (this.#look.isFar) return false;
    const frame = id === undefined || !this.#isLarge() ? undefined : this.#frames.get(id);
    return frame === undefined || isNear(frame, this.#look.seen);
  }

  #settle(): void {
    for (const follower of this.#followers) {
      if (this.#wants(follower) !== follower.isFull) this.#change(follower);
      else this.#pending.delete(follower);
    }
  }

  #change(follower: Follower): void {
    if (!this.#isLarge()) {
      tell(follower, !follower.isFull);
      return;
    }
    this.#pending.add(follower);
    if (this.#isDraining) return;
    this.#isDraining = true;
    this.#nextFrame(() => this.#drain());
  }

  #drain(): void {
    let left = PER_FRAME;
    for (const follower of this.#pending) {
      if (left-- === 0) break;
      this.#pending.delete(follower);
      tell(follower, this.#wants(follower));
    }
    this.#isDraining = this.#pending.size > 0;
    if (this.#isDraining) this.#nextFrame(() => this.#drain());
  }
}

function tell(follower: Follower, isFull: boolean): void {
  follower.isFull = isFull;
  follower.tell(isFull);
}

function isNear({ x, y, width, height }: Rect, seen: Rect): boolean {
  const [across, down] = [seen.width * MARGIN, seen.height * MARGIN];
  return (
    x < seen.x + seen.width + across &&
    x + width > seen.x - across &&
    y < seen.y + seen.height + down &&
    y + height > seen.y - down
  );
}
