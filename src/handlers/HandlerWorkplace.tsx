import { useStore } from "zustand";
import { axisTime } from "../../simulator/index.ts";
import type { Session } from "../actions/index.ts";
import { faceOfNode, titleOfNode } from "../design/index.ts";
import { Button, EmptyState, Icon, WorkplaceFrame } from "../ui/index.ts";
import { closeWorkplace } from "../view/index.ts";
import { BoundaryRow } from "./BoundaryRow.tsx";
import { HandlerContext } from "./HandlerEditing.ts";
import { HandlerNav, handlerTitle, handlerWords } from "./HandlerNav.tsx";
import styles from "./HandlerWorkplace.module.css";
import { StepList } from "./StepList.tsx";
import { StepPanel } from "./StepPanel.tsx";
import { medianTime } from "./stepTimes.ts";
import { TimeScale } from "./TimeScale.tsx";
import { useCaught } from "./useCaught.ts";
import { useCrashTest } from "./useCrashTest.ts";
import { useHandlers } from "./useHandlers.ts";

/** The handlers of a service, edited step by step, with what a crash between any two would do. */
export function HandlerWorkplace({ session }: { session: Session }) {
  const nodeId = useStore(session.view, (state) => state.subject) ?? "";
  const node = useStore(session.designs, ({ design }) => design.system?.nodes?.[nodeId]);
  const close = () => closeWorkplace(session.view);
  if (node?.kind !== "consumer" && node?.kind !== "endpoint") {
    return (
      <WorkplaceFrame title="Handler" onClose={close}>
        <EmptyState>
          Choose a consumer or an endpoint on the canvas, then open its handler.{" "}
          <Button onClick={close}>Back to the design</Button>
        </EmptyState>
      </WorkplaceFrame>
    );
  }
  return <Handlers key={nodeId} session={session} nodeId={nodeId} onClose={close} />;
}

type HandlersProps = { session: Session; nodeId: string; onClose: () => void };

function Handlers({ session, nodeId, onClose }: HandlersProps) {
  const {
    editing,
    problem,
    handlers,
    chosen,
    free,
    choose,
    addHandler,
    removeHandler,
    node,
    isEdited,
  } = useHandlers(session, nodeId);
  const test = useCrashTest(session, nodeId, chosen);
  const caught = useCaught(session, nodeId, chosen, editing.steps.length);
  const title = titleOfNode(nodeId, node);
  const steps = editing.steps;
  const timeAt = (index: number) => {
    const step = steps[index];
    return step ? medianTime(step, editing.nodes) : 0;
  };
  return (
    <WorkplaceFrame
      title={title}
      label={`Handler of ${title}`}
      icon={node && <Icon name={faceOfNode(node).icon} tone={faceOfNode(node).family} />}
      about={`handler of ${handlerWords(chosen)}`}
      filters={isEdited && <span className={styles.chip}>edited since the run began</span>}
      actions={
        <Button tone="primary" icon="rerun" onClick={() => void session.run.restart("play")}>
          Run again
        </Button>
      }
      onClose={onClose}
    >
      <div className={styles.body}>
        <HandlerNav
          handlers={handlers}
          chosen={chosen}
          free={free}
          nodes={editing.nodes}
          test={test}
          onChoose={choose}
          onAdd={addHandler}
          onRemove={removeHandler}
        />
        <HandlerContext value={editing}>
          <main className={styles.steps}>
            <div className={styles.columns}>
              <span>Steps, in order</span>
              <span />
              <span>If the instance crashes here</span>
              <span>window</span>
              <span>{caught && `met at ${axisTime(Math.floor(caught.at))}`}</span>
            </div>
            {problem && (
              <span className={styles.problem} role="alert">
                {problem}
              </span>
            )}
            <StepList
              path={[]}
              label={`Steps for ${handlerTitle(chosen)}`}
              gapAt={(index) => (
                <BoundaryRow
                  test={test}
                  after={index}
                  window={timeAt(index)}
                  caught={caught?.before[index]}
                />
              )}
            />
          </main>
          <aside className={styles.panel} aria-label="Settings of the step">
            <StepPanel />
          </aside>
        </HandlerContext>
        <div className={styles.scale}>
          <TimeScale steps={steps} nodes={editing.nodes} test={test} />
        </div>
      </div>
    </WorkplaceFrame>
  );
}
