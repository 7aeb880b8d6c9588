import { createContext, use } from "react";
import { useStore } from "zustand";
import type { ProblemStore } from "../../problems/index.ts";
import { Icon } from "../../ui/index.ts";
import { GestureContext } from "./GestureContext.ts";
import styles from "./ProblemMark.module.css";

/** What the linter found, for the marks on the canvas; undefined where nothing is checked. */
export const ProblemsContext = createContext<ProblemStore | undefined>(undefined);

/** The mark of problems across the top right corner of a node: how grave, and how many. */
export function ProblemMark({ nodeId }: { nodeId: string }) {
  const problems = use(ProblemsContext);
  return problems ? <Mark nodeId={nodeId} problems={problems} /> : null;
}

function Mark({ nodeId, problems }: { nodeId: string; problems: ProblemStore }) {
  const mark = useStore(problems, ({ marks }) => marks.get(nodeId));
  const isChosen = useStore(
    problems,
    ({ findings, chosen }) =>
      chosen !== undefined && findings?.find(({ key }) => key === chosen)?.target.id === nodeId,
  );
  const { openProblem } = use(GestureContext);
  if (!mark) return null;
  const isError = mark.severity === "error";
  const words = mark.count === 1 ? "1 problem" : `${mark.count} problems`;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${styles.mark} nodrag`}
      data-severity={mark.severity}
      data-chosen={isChosen || undefined}
      title={words}
      onClick={(event) => {
        // A click on the node itself would let go of the problem.
        event.stopPropagation();
        openProblem(nodeId);
      }}
    >
      <Icon name={isError ? "bad" : "warn"} tone={isError ? "bad" : "warn"} size={12} />
      <span className={styles.count}>{mark.count}</span>
    </button>
  );
}
