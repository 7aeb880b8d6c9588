import { Fragment, type ReactNode } from "react";
import { AddStep } from "./AddStep.tsx";
import { useHandler } from "./HandlerEditing.ts";
import { StepCard } from "./StepCard.tsx";
import styles from "./Steps.module.css";
import type { ListPath } from "./stepTree.ts";
import { listAt } from "./stepTree.ts";
import { useStepDrop } from "./useStepDrag.ts";

export type StepListProps = {
  path: ListPath;
  label: string;
  /** What stands in the gap before the step of that number, and after the last one. */
  gapAt?: (index: number) => ReactNode;
};

/** Steps in order, with a gap before, between and after them into which a step can be dropped. */
export function StepList({ path, label, gapAt }: StepListProps) {
  const { steps } = useHandler();
  const list = listAt(steps, path) ?? [];
  return (
    <ol className={styles.list} aria-label={label}>
      {list.map((_step, index) => (
        // Steps have no id: their place is their identity.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Fragment key={index}>
          <Gap path={path} index={index}>
            {gapAt?.(index)}
          </Gap>
          <StepCard place={{ list: path, index }} count={list.length} />
        </Fragment>
      ))}
      <Gap path={path} index={list.length}>
        {gapAt?.(list.length)}
      </Gap>
      <li className={styles.adder}>
        <AddStep place={{ list: path, index: list.length }} isFirst={list.length === 0} />
      </li>
    </ol>
  );
}

type GapProps = { path: ListPath; index: number; children: ReactNode };

function Gap({ path, index, children }: GapProps) {
  const { isOver, handlers } = useStepDrop({ list: path, index });
  return (
    <li className={styles.gap} data-over={isOver || undefined} {...handlers}>
      {children}
    </li>
  );
}
