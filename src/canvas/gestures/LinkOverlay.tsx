import { ViewportPortal } from "@xyflow/react";
import { centerOf, type Point, pointOnSide, type Rect, type Side } from "../../geometry/index.ts";
import { classNames } from "../../ui/index.ts";
import styles from "./LinkOverlay.module.css";
import type { LinkDraft } from "./useLinkGesture.ts";

export type LinkOverlayProps = { draft: LinkDraft; frames: ReadonlyMap<string, Rect> };

const SIDES: readonly Side[] = ["right", "left", "top", "bottom"];

/** The link under the pointer, the node that it would lead to, and what it would be or why not. */
export function LinkOverlay({ draft, frames }: LinkOverlayProps) {
  const source = frames.get(draft.source);
  const target = draft.target === undefined ? undefined : frames.get(draft.target);
  if (!source) return null;
  const isRefused = target !== undefined && draft.verdict?.kind === undefined;
  const end = target && draft.isByKeyboard ? nearestSide(target, centerOf(source)) : draft.to;
  const start = nearestSide(source, end);
  return (
    <ViewportPortal>
      <svg
        className={classNames(styles.overlay, isRefused && styles.refused)}
        width="1"
        height="1"
        aria-hidden="true"
      >
        <path d={`M${start.x} ${start.y}L${end.x} ${end.y}`} />
        <circle cx={start.x} cy={start.y} r="4.5" />
        <circle cx={end.x} cy={end.y} r="3" />
        {target && (
          <rect
            x={target.x - 4}
            y={target.y - 4}
            width={target.width + 8}
            height={target.height + 8}
            rx="9"
          />
        )}
      </svg>
      {draft.verdict && (
        <output
          className={classNames(styles.tip, isRefused && styles.why)}
          style={tipPlace(target, end)}
        >
          {draft.verdict.says}
        </output>
      )}
    </ViewportPortal>
  );
}

function nearestSide(rect: Rect, to: Point): Point {
  const points = SIDES.map((side) => pointOnSide(rect, side));
  const distance = (point: Point) => Math.hypot(point.x - to.x, point.y - to.y);
  return points.reduce((best, point) => (distance(point) < distance(best) ? point : best));
}

/** Under the target, where neither the pointer nor the node is hidden. */
function tipPlace(target: Rect | undefined, end: Point): { transform: string } {
  const x = target ? target.x : end.x;
  const y = target ? target.y + target.height + 10 : end.y + 16;
  return { transform: `translate(${x}px, ${y}px)` };
}
