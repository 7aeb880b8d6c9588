import { ViewportPortal } from "@xyflow/react";
import type { Course, Rect } from "../../geometry/index.ts";
import styles from "./GuideLayer.module.css";
import type { Guide } from "./snapping.ts";

export type GuideLayerProps = {
  guides: readonly Guide[];
  /** The course of a link that something would be put into. */
  over: Course | undefined;
  /** The container that it would join. */
  into: Rect | undefined;
};

/** What a drag would line up with, and the link that it would be put into. */
export function GuideLayer({ guides, over, into }: GuideLayerProps) {
  if (guides.length === 0 && !over && !into) return null;
  return (
    <ViewportPortal>
      <svg className={styles.layer} width="1" height="1" aria-hidden="true">
        {into && <rect className={styles.into} {...into} />}
        {over && <path className={styles.over} d={over.path} />}
        {guides.map(({ isUpright, at, from, to }) => (
          <path
            key={`${isUpright}${at}`}
            className={styles.guide}
            d={isUpright ? `M${at} ${from}V${to}` : `M${from} ${at}H${to}`}
          />
        ))}
      </svg>
    </ViewportPortal>
  );
}
