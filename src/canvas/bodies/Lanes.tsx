import { useRef } from "react";
import { classNames } from "../../ui/index.ts";
import { usePaint } from "../live/usePaint.ts";
import styles from "./bodies.module.css";
import { laneShares, MOST_LANES } from "./laneShares.ts";
import { setFill } from "./setFill.ts";

/** A lane for each partition: pale is read, strong is still to be read, the black end is the log's. */
export function Lanes({ nodeId, partitions }: { nodeId: string; partitions: number }) {
  const host = useRef<HTMLDivElement>(null);
  const count = Math.min(MOST_LANES, partitions);
  usePaint(nodeId, "fills", (figures) => {
    const lanes = laneShares(figures?.partitions ?? []);
    for (let i = 0; i < count; i++) {
      const lane = host.current?.children[i];
      const { end, behind } = lanes[i] ?? { end: 0, behind: 0 };
      const [kept, lag, tip] = (lane?.children ?? []) as unknown as HTMLElement[];
      setFill(kept ?? null, "left", 0, end);
      setFill(lag ?? null, "left", end - behind, behind);
      setFill(tip ?? null, "left", end, 1);
      const isHot = behind > 0.5 * end && behind > 0.4;
      if (lane instanceof HTMLElement) lane.dataset.hot = String(isHot);
    }
  });
  return (
    <div ref={host} className={styles.lanes}>
      {Array.from({ length: count }, (_, lane) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place; lanes never change order.
        <div key={lane} className={styles.lane}>
          <div className={classNames(styles.strip, styles.kept)} />
          <div className={classNames(styles.strip, styles.lag)} />
          <div className={classNames(styles.strip, styles.tip)} />
        </div>
      ))}
    </div>
  );
}
