import { useReactFlow, ViewportPortal } from "@xyflow/react";
import { type PointerEvent, useState } from "react";
import type { Point, Rect } from "../../geometry/index.ts";
import styles from "./Grips.module.css";
import { CORNERS, type Corner, cornerOf, resizedFrame } from "./resizedFrame.ts";

export type ResizeGripsProps = {
  frame: Rect;
  /** What must stay inside, if anything. */
  inside: Rect | undefined;
  onResize: (frame: Rect) => void;
};

/** Grips at the corners of a box; while one is dragged the new outline is shown. */
export function ResizeGrips({ frame, inside, onResize }: ResizeGripsProps) {
  const { screenToFlowPosition } = useReactFlow();
  const [draft, setDraft] = useState<Rect | undefined>();
  const drag = (corner: Corner, event: PointerEvent) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.preventDefault();
    const at = (moved: { clientX: number; clientY: number }): Rect => {
      const point: Point = screenToFlowPosition({ x: moved.clientX, y: moved.clientY });
      return resizedFrame(frame, corner, point, inside);
    };
    const move = (moved: globalThis.PointerEvent) => setDraft(at(moved));
    const stop = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", stop);
      window.removeEventListener("keydown", letGo, true);
      setDraft(undefined);
    };
    const up = (moved: globalThis.PointerEvent) => {
      stop();
      onResize(at(moved));
    };
    const letGo = (pressed: KeyboardEvent) => {
      if (pressed.key !== "Escape") return;
      pressed.preventDefault();
      stop();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", stop);
    window.addEventListener("keydown", letGo, true);
  };
  const shown = draft ?? frame;
  return (
    <ViewportPortal>
      {draft && (
        <div
          className={styles.outline}
          style={{
            transform: `translate(${draft.x}px, ${draft.y}px)`,
            width: draft.width,
            height: draft.height,
          }}
        />
      )}
      {CORNERS.map((corner) => {
        const { x, y } = cornerOf(shown, corner);
        return (
          <span
            key={corner}
            className={`${styles.grip} nodrag nopan`}
            data-corner={corner}
            style={{ transform: `translate(${x}px, ${y}px)` }}
            onPointerDown={(event) => drag(corner, event)}
            aria-hidden="true"
          />
        );
      })}
    </ViewportPortal>
  );
}
