import { useRef } from "react";
import { usePaint } from "../live/usePaint.ts";
import styles from "./bodies.module.css";
import { setFill } from "./setFill.ts";

const STRAINED = 0.95;

/** How much of a capacity is in use; the mark at the end is the limit. */
export function Gauge({ nodeId, hasLimit }: { nodeId: string; hasLimit: boolean }) {
  const gauge = useRef<HTMLDivElement>(null);
  const fill = useRef<HTMLDivElement>(null);
  usePaint(nodeId, "fills", (figures) => {
    const share = figures?.utilization ?? 0;
    setFill(fill.current, "left", 0, share);
    if (gauge.current) gauge.current.dataset.hot = String(share >= STRAINED);
  });
  return (
    <div ref={gauge} className={styles.gauge} data-limit={hasLimit}>
      <div className={styles.fills}>
        <div ref={fill} className={styles.used} />
      </div>
    </div>
  );
}
