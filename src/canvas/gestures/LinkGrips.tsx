import { ViewportPortal } from "@xyflow/react";
import type { PointerEvent } from "react";
import type { End } from "../../design/index.ts";
import type { Course, Point } from "../../geometry/index.ts";
import styles from "./Grips.module.css";
import { gripPlace } from "./gripPlace.ts";

export type LinkGripsProps = {
  course: Course;
  /** Begins to lead an end elsewhere, at a point of the window. */
  onLead: (end: End, client: Point) => void;
};

const ENDS = ["source", "target"] as const;

/** Grips at the ends of a link, by which it is led elsewhere. */
export function LinkGrips({ course, onLead }: LinkGripsProps) {
  const begin = (end: End, event: PointerEvent) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.preventDefault();
    onLead(end, { x: event.clientX, y: event.clientY });
  };
  const place = (end: End) => {
    const { x, y } = gripPlace(course, end);
    return `translate(${x}px, ${y}px)`;
  };
  return (
    <ViewportPortal>
      {ENDS.map((end) => (
        <span
          key={end}
          className={`${styles.grip} ${styles.round} nodrag nopan`}
          data-end={end}
          style={{ transform: place(end) }}
          onPointerDown={(event) => begin(end, event)}
          aria-hidden="true"
        />
      ))}
    </ViewportPortal>
  );
}
