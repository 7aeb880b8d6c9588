import { useContext, useRef } from "react";
import type { NodeFigures } from "../live/Live.ts";
import { PaintersContext, usePaint } from "../live/usePaint.ts";
import styles from "./bodies.module.css";

const WIDTH = 128;
const HEIGHT = 18;

export type SparklineProps = { nodeId: string; read: (figures: NodeFigures) => number };

/** The last 60 simulated seconds of a figure. */
export function Sparkline({ nodeId, read }: SparklineProps) {
  const painters = useContext(PaintersContext);
  const area = useRef<SVGPathElement>(null);
  const line = useRef<SVGPathElement>(null);
  usePaint(nodeId, "figures", (figures) => {
    const values = painters.historyOf(nodeId, figures ? read(figures) : Number.NaN);
    const path = sparkPath(values);
    if (line.current?.getAttribute("d") === path) return;
    line.current?.setAttribute("d", path);
    area.current?.setAttribute("d", path && `${path}V${HEIGHT}H${leftEdge(values.length)}Z`);
  });
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles.sparkBase} d={`M0 ${HEIGHT - 1}H${WIDTH}`} />
      <path ref={area} className={styles.sparkArea} />
      <path ref={line} className={styles.sparkLine} />
    </svg>
  );
}

const STEP = WIDTH / 59;

function leftEdge(count: number): number {
  return WIDTH - (count - 1) * STEP;
}

/** The newest value stands at the right edge; the height is the highest of all. */
function sparkPath(values: readonly number[]): string {
  const highest = Math.max(0, ...values) * 1.15;
  if (values.length < 2 || highest <= 0) return "";
  const left = leftEdge(values.length);
  return values
    .map((value, i) => {
      const y = HEIGHT - 1 - (value / highest) * (HEIGHT - 2);
      return `${i === 0 ? `M${left.toFixed(1)}` : `L${(left + i * STEP).toFixed(1)}`} ${y.toFixed(1)}`;
    })
    .join("");
}
