import { useRef } from "react";
import { usePaint } from "../live/usePaint.ts";
import styles from "./bodies.module.css";

const WIDTH = 128;
const HEIGHT = 18;
const MOST_BRANCHES = 5;
const MOST_DOTS = 4;

/** The fan of a topic's bindings. Dots on a branch are the order of magnitude of its rate. */
export function Fan({ nodeId, branches }: { nodeId: string; branches: number }) {
  const host = useRef<SVGSVGElement>(null);
  usePaint(nodeId, "figures", (figures) => {
    const rate = figures?.rate ?? 0;
    const dots = rate > 0 ? Math.min(MOST_DOTS, Math.max(1, Math.ceil(Math.log10(rate)))) : 0;
    if (host.current) host.current.dataset.dots = String(dots);
  });
  const shown = Math.min(MOST_BRANCHES, branches);
  const levels = Array.from({ length: shown }, (_, i) =>
    shown === 1 ? HEIGHT / 2 : 2 + (i * (HEIGHT - 4)) / (shown - 1),
  );
  const lines = levels.map((y) => `M28 9C44 9 40 ${y} 58 ${y}H${WIDTH - 6}`).join("");
  return (
    <svg ref={host} className={styles.fan} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path d={`M0 9H28${lines}`} />
      {levels.flatMap((y, branch) =>
        Array.from({ length: MOST_DOTS }, (_, dot) => (
          <circle
            key={`${y}:${String(dot)}`}
            data-dot={dot}
            cx={64 + dot * 16 + (branch % 2) * 5}
            cy={y}
            r="2"
          />
        )),
      )}
    </svg>
  );
}
