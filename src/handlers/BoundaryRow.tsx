import { exactCount, figureText, shortDuration } from "../../simulator/index.ts";
import { classNames, Icon } from "../ui/index.ts";
import type { CrashTest } from "./BoundaryOutcome.ts";
import styles from "./Steps.module.css";

export type BoundaryRowProps = {
  test: CrashTest | undefined;
  /** Steps that are done at this boundary. */
  after: number;
  /** How long the handler stands at this boundary: the time of the step that follows; in seconds. */
  window: number;
  /** Messages that the last crash of the run caught here; undefined where there was none. */
  caught: number | undefined;
};

/** The gap between two steps: what a crash there causes. */
export function BoundaryRow({ test, after, window, caught }: BoundaryRowProps) {
  const outcome = test?.outcomes.find((each) => each.after === after);
  const isStale = test?.state === "running";
  return (
    <div
      className={classNames(styles.boundary, outcome && styles[outcome.harm])}
      data-stale={isStale || undefined}
    >
      <span className={styles.spine}>
        <Icon name="crash" size={14} className={styles.bolt} />
      </span>
      <span className={styles.dash} />
      <span className={styles.outcome}>{outcome?.words ?? waitingWords(test)}</span>
      <span className={styles.window}>
        {window > 0 ? figureText(shortDuration(window)) : "instant"}
      </span>
      <span className={styles.caught}>{caught !== undefined && exactCount(caught)}</span>
    </div>
  );
}

function waitingWords(test: CrashTest | undefined): string {
  if (test?.state === "running") return "…";
  return test?.state === "failed" ? "not known" : "";
}
