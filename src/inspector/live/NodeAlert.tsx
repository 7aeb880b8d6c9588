import { useCallback } from "react";
import { figureText, shortDuration } from "../../../simulator/index.ts";
import type { Run } from "../../run/index.ts";
import { Button, classNames, Icon, LiveText, useBeatValue } from "../../ui/index.ts";
import styles from "../Inspector.module.css";
import type { InspectorSource } from "./NodeLive.ts";

export type NodeAlertProps = { run: Run; live: InspectorSource; nodeId: string; title: string };

/** Instances are counted from 1, as on the canvas and on the timeline. */
function downWords(title: string, down: readonly string[], count: number): string {
  if (count === 1) return `${title} is down.`;
  if (down.length === count) return `All ${count} instances of ${title} are down.`;
  return `${down.map((number) => `${title} ${number}`).join(", ")} ${down.length === 1 ? "is" : "are"} down.`;
}

/** Says what is broken at a node, when it will be back, and mends it on demand. */
export function NodeAlert({ run, live, nodeId, title }: NodeAlertProps) {
  const readDown = useCallback(() => {
    const instances = live.figuresOf(nodeId)?.instances ?? [];
    const down = instances.flatMap((each, index) => (each.isCrashed ? [index + 1] : []));
    return `${instances.length}:${down.join(",")}`;
  }, [live, nodeId]);
  const readBack = useCallback(() => {
    const times = (live.figuresOf(nodeId)?.instances ?? [])
      .filter((each) => each.isCrashed)
      .map((each) => each.backIn);
    const next = Math.min(...times.filter((time) => !Number.isNaN(time)));
    return Number.isFinite(next) ? `Back in ${figureText(shortDuration(next))}.` : "";
  }, [live, nodeId]);
  const [count = "0", list = ""] = useBeatValue(live, readDown).split(":");
  if (list === "") return null;
  return (
    <div className={classNames(styles.alert, styles.bad)} role="status">
      <Icon name="bad" tone="bad" />
      <span>
        <b>{downWords(title, list.split(","), Number(count))}</b>{" "}
        <LiveText beat={live} read={readBack} perSecond={4} />
      </span>
      <span className={styles.acts}>
        <Button onClick={() => void run.mend(nodeId)}>Restart now</Button>
      </span>
    </div>
  );
}
