import { useCallback, useEffect, useRef } from "react";
import type { Session } from "../actions/index.ts";
import { framesOf, layOut, type Moved, nameOf, type Point, type Rect } from "../design/index.ts";
import { Layout } from "../run/index.ts";
import { showToast, themeStore } from "../ui/index.ts";

const GLIDE_MS = 260;
/** Larger designs are put in order at once: each step of a glide would cost a redrawing of all. */
const LARGEST_GLIDE = 120;

/**
 * Puts nodes in order as one step of undo. The design changes at once; what is seen glides there,
 * unless motion is to be reduced.
 * @param show draws things at other places for a moment, without an edit; undefined ends it
 */
export function useTidy(
  { designs }: Session,
  show: (places: Moved | undefined) => void,
): (keys: readonly string[]) => void {
  const layout = useRef<Layout>(undefined);
  const latest = useRef(show);
  latest.current = show;
  const glide = useRef(0);
  useEffect(() => () => cancelAnimationFrame(glide.current), []);
  return useCallback(
    (keys) => {
      const { design } = designs.getState();
      layout.current ??= new Layout();
      layout.current.places(design, keys).then(
        (places) => {
          // Whoever edits meanwhile keeps the own picture.
          if (designs.getState().design !== design) return;
          const before = framesOf(design);
          const what = keys.length > 1 ? `tidy up ${nameOf(design, keys)}` : "tidy up";
          designs.edit(what, (draft) => layOut(draft, places, before));
          const isCalm = themeStore.getState().inForce.motion === "reduced";
          if (isCalm || before.size > LARGEST_GLIDE) return;
          const after = framesOf(designs.getState().design);
          glideTo(before, after, (places) => latest.current(places), glide);
        },
        (error: unknown) =>
          showToast({
            text: `Tidy up failed: ${error instanceof Error ? error.message : String(error)}`,
            tone: "warn",
          }),
      );
    },
    [designs],
  );
}

/** Shows the way from one picture to another, in steps of the display. */
function glideTo(
  from: ReadonlyMap<string, Rect>,
  to: ReadonlyMap<string, Rect>,
  show: (places: Moved | undefined) => void,
  frame: { current: number },
): void {
  const start = performance.now();
  const step = (now: number) => {
    const share = Math.min(1, Math.max(0, (now - start) / GLIDE_MS));
    show(share < 1 ? between(from, to, easeOut(share)) : undefined);
    if (share < 1) frame.current = requestAnimationFrame(step);
  };
  cancelAnimationFrame(frame.current);
  step(start);
}

function between(
  from: ReadonlyMap<string, Rect>,
  to: ReadonlyMap<string, Rect>,
  share: number,
): Moved {
  const places = new Map<string, Point>();
  for (const [key, end] of to) {
    const start = from.get(key) ?? end;
    places.set(key, {
      x: start.x + (end.x - start.x) * share,
      y: start.y + (end.y - start.y) * share,
    });
  }
  return places;
}

function easeOut(share: number): number {
  return 1 - (1 - share) ** 3;
}
