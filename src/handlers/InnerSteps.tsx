import type { StepText } from "../../simulator/index.ts";
import { Button } from "../ui/index.ts";
import { useHandler } from "./HandlerEditing.ts";
import { StepList } from "./StepList.tsx";
import styles from "./Steps.module.css";
import { innerLists, type StepPlace } from "./stepTree.ts";

/** What a step without such a list could be given. */
function openLists(step: StepText): { label: string; key: "otherwise" | "onTimeout" }[] {
  if (step.do === "branch" && !step.otherwise) {
    return [{ label: "Steps when no test passes", key: "otherwise" }];
  }
  const canTimeOut = step.do === "await" && step.timeout !== undefined && !step.onTimeout;
  return canTimeOut ? [{ label: "Steps when the time is up", key: "onTimeout" }] : [];
}

/** The lists of steps inside a branch or an await, each under its condition. */
export function InnerSteps({ step, place }: { step: StepText; place: StepPlace }) {
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
