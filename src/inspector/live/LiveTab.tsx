import { useCallback } from "react";
import type { NodeKind } from "../../../simulator/index.ts";
import { LiveText, Tooltip } from "../../ui/index.ts";
import styles from "./LiveTab.module.css";
import { type LiveRow, liveRowsOf } from "./liveRows.ts";
import type { InspectorSource } from "./NodeLive.ts";

export type LiveTabProps = { live: InspectorSource; nodeId: string; kind: NodeKind };

/** The figures of a node at this moment, the same as on the canvas. */
export function LiveTab({ live, nodeId, kind }: LiveTabProps) {
  return (
    <dl className={styles.rows}>
      {liveRowsOf(kind).map((row) => (
        <div key={row.label} className={styles.row}>
          <Tooltip text={`${row.help}.`} side="left">
            <dt>{row.label}</dt>
          </Tooltip>
          <dd>
            <LiveFigure live={live} nodeId={nodeId} row={row} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function LiveFigure({ live, nodeId, row }: Omit<LiveTabProps, "kind"> & { row: LiveRow }) {
  const read = useCallback(() => {
    const figures = live.figuresOf(nodeId);
    return figures ? row.text(figures) : "–";
  }, [live, nodeId, row]);
  return <LiveText beat={live} read={read} align="end" />;
}
