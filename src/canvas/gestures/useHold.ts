import { type RefObject, useEffect } from "react";
import { hold, type ViewStore } from "../../view/index.ts";

const ON_NODE = ".react-flow__node";

/**
 * Tells the view while a hand holds a node: what else the selection changes on the page waits until it
 * lets go and the canvas has shown what came of it, or the first and the last step of a drag would stumble.
 */
export function useHold(root: RefObject<HTMLElement | null>, view: ViewStore): void {
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let frame = 0;
    const take = ({ button, target }: PointerEvent) => {
      if (button !== 0 || !(target instanceof Element) || !target.closest(ON_NODE)) return;
      cancelAnimationFrame(frame);
      hold(view, true);
    };
    const release = () => {
      if (!view.getState().isHeld) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setTimeout(() => hold(view, false)));
    };
    const ends = ["pointerup", "pointercancel", "blur"] as const;
    element.addEventListener("pointerdown", take, true);
    for (const end of ends) window.addEventListener(end, release, true);
    return () => {
      element.removeEventListener("pointerdown", take, true);
      for (const end of ends) window.removeEventListener(end, release, true);
      cancelAnimationFrame(frame);
      hold(view, false);
    };
  }, [root, view]);
}
