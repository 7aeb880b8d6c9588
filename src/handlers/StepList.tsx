import { Fragment, type ReactNode } from "react";
import type { StepText } from "../../simulator/index.ts";
import { Button } from "../ui/index.ts";
import { AddStep } from "./AddStep.tsx";
import { useHandler } from "./HandlerEditing.ts";
import { StepCard } from "./StepCard.tsx";
import styles from "./Steps.module.css";
import { innerLists, type ListPath, listAt, type StepPlace } from "./stepTree.ts";
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
      {list.map((step, index) => (
        // Steps have no id: their place is their identity.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Fragment key={index}>
          <Gap path={path} index={index}>
            {gapAt?.(index)}
          </Gap>
          <StepCard place={{ list: path, index }} count={list.length}>
            <InnerSteps step={step} place={{ list: path, index }} />
          </StepCard>
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

/** What a step without such a list could be given. */
function openLists(step: StepText): { label: string; key: "otherwise" | "onTimeout" }[] {
  if (step.do === "branch" && !step.otherwise) {
    return [{ label: "Steps when no test passes", key: "otherwise" }];
  }
  const canTimeOut = step.do === "await" && step.timeout !== undefined && !step.onTimeout;
  return canTimeOut ? [{ label: "Steps when the time is up", key: "onTimeout" }] : [];
}

/** The lists of steps inside a branch or an await, each under its condition. */
function InnerSteps({ step, place }: { step: StepText; place: StepPlace }) {
  const { change } = useHandler();
  const lists = innerLists(step, place);
  const open = openLists(step);
  if (lists.length === 0 && open.length === 0) return null;
  return (
    <div className={styles.inner}>
      {lists.map(({ path, title }) => (
        <div key={path.join(".")} className={styles.way}>
          <span className={styles.condition}>{title}</span>
          <StepList path={path} label={`Steps: ${title}`} />
        </div>
      ))}
      {open.map(({ label, key }) => (
        <Button
          key={key}
          tone="quiet"
          icon="plus"
          className={styles.more}
          onClick={() =>
            change(place, { ...step, [key]: [] } as StepText, `add ${label.toLowerCase()}`)
          }
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
