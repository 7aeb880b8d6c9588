import {
  type LinkToRoute,
  type Point,
  plainRoutes,
  type Rect,
  type Routes,
  routeInSteps,
  routeLinks,
} from "../../geometry/index.ts";

/** Up to so many links are routed at once, whatever changes. */
const AT_ONCE = 24;
/** In larger designs, up to so many whose ends have moved. */
const MOVED_AT_ONCE = 150;
/** Milliseconds of a frame that routing may take while there is other work. */
const SLICE_MS = 5;

/**
 * Keeps the courses of links. Those of a small design are found at once. In a large one a link keeps
 * the course that it had, or has a plain one, while the best courses of all are found in slices
 * between frames; then they take its place together.
 */
export class RouteKeeper {
  readonly #onRouted: () => void;
  #routes: Routes = new Map();
  #rects: ReadonlyMap<string, Rect> = new Map();
  #slice: ReturnType<typeof setTimeout> | undefined;

  /** @param onRouted is told when courses have changed that nobody asked for just then */
  constructor(onRouted: () => void) {
    this.#onRouted = onRouted;
  }

  get(id: string): readonly Point[] | undefined {
    return this.#routes.get(id);
  }

  /**
   * Follows a change of links or places.
   * @param isMoving while something is dragged, only what hangs on it is routed
   */
  follow(links: readonly LinkToRoute[], rects: ReadonlyMap<string, Rect>, isMoving: boolean): void {
    clearTimeout(this.#slice);
    if (links.length <= AT_ONCE) this.#routes = routeLinks(links, rects);
    else {
      const stale = links.filter(
        (link) => !this.#routes.has(link.id) || this.#hasMoved(link, rects),
      );
      const courses =
        stale.length <= MOVED_AT_ONCE ? routeLinks(stale, rects) : plainRoutes(stale, rects);
      for (const [id, course] of courses) this.#routes.set(id, course);
      if (!isMoving) this.#routeLater(links, rects);
    }
    this.#rects = rects;
  }

  #hasMoved({ source, target }: LinkToRoute, rects: ReadonlyMap<string, Rect>): boolean {
    return [source, target].some((end) => !isSame(rects.get(end), this.#rects.get(end)));
  }

  #routeLater(links: readonly LinkToRoute[], rects: ReadonlyMap<string, Rect>): void {
    const routing = routeInSteps(links, rects);
    const slice = () => {
      const until = performance.now() + SLICE_MS;
      while (performance.now() < until) {
        const step = routing.next();
        if (!step.done) continue;
        this.#routes = step.value;
        this.#onRouted();
        return;
      }
      this.#slice = setTimeout(slice, SLICE_MS);
    };
    this.#slice = setTimeout(slice, SLICE_MS);
  }
}

function isSame(a: Rect | undefined, b: Rect | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height
  );
}
