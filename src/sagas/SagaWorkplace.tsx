import { type ReactNode, useState } from "react";
import { useStore } from "zustand";
import {
  exactCount,
  figureText,
  type Saga,
  type SagaSummary,
  sagaProcesses,
  sagaSentence,
  shortDuration,
} from "../../simulator/index.ts";
import type { Session } from "../actions/index.ts";
import { titleOfNode } from "../design/index.ts";
import { Button, classNames, EmptyState, Icon, WorkplaceFrame } from "../ui/index.ts";
import { closeWorkplace } from "../view/index.ts";
import { useSummary } from "../watch/index.ts";
import { FailureTable } from "./FailureTable.tsx";
import { InstanceList } from "./InstanceList.tsx";
import { InstanceTimes } from "./InstanceTimes.tsx";
import { OutcomeMark } from "./OutcomeMark.tsx";
import { countOf, OUTCOME_WORDS, OUTCOMES, type Outcome } from "./outcomes.ts";
import { ProcessTable } from "./ProcessTable.tsx";
import { SagaDiagram } from "./SagaDiagram.tsx";
import styles from "./Sagas.module.css";

/** The instances of a saga: how they ended, and what one of them went through. */
export function SagaWorkplace({ session }: { session: Session }) {
  const nodeId = useStore(session.view, (state) => state.subject) ?? "";
  const node = useStore(session.designs, ({ resolved }) => resolved.system.nodes[nodeId]);
  const close = () => closeWorkplace(session.view);
  if (node?.kind !== "saga") {
    return (
      <WorkplaceFrame title="Instances of a saga" onClose={close}>
        <EmptyState>
          Choose a saga on the canvas, then follow its instances.{" "}
          <Button onClick={close}>Back to the design</Button>
        </EmptyState>
      </WorkplaceFrame>
    );
  }
  return <Instances key={nodeId} session={session} nodeId={nodeId} node={node} onClose={close} />;
}

type InstancesProps = { session: Session; nodeId: string; node: Saga; onClose: () => void };

function Instances({ session, nodeId, node, onClose }: InstancesProps) {
  const summary = useSummary(session, true);
  const [shown, setShown] = useState<Outcome>();
  const saga = summary?.sagas[nodeId];
  const title = titleOfNode(nodeId, node);
  return (
    <WorkplaceFrame
      title={title}
      label={`Instances of ${title}`}
      icon={<Icon name="saga" tone="service" />}
      about={saga && begunWords(saga)}
      filters={saga && <Counts saga={saga} shown={shown} onShow={setShown} />}
      onClose={onClose}
    >
      <div className={styles.body}>
        {summary && saga && saga.started > 0 ? (
          <Followed
            session={session}
            node={node}
            saga={saga}
            shown={shown}
            processes={sagaProcesses(summary.sagas)}
            nodeId={nodeId}
          />
        ) : (
          <NothingYet session={session} nodeId={nodeId} node={node} />
        )}
      </div>
    </WorkplaceFrame>
  );
}

function begunWords({ started, duration }: SagaSummary): string {
  return `${exactCount(started)} begun · p99 ${figureText(shortDuration(duration.p99))}`;
}

type CountsProps = {
  saga: SagaSummary;
  shown: Outcome | undefined;
  onShow: (outcome: Outcome | undefined) => void;
};

/** How many ended how; each is a filter of the list. */
function Counts({ saga, shown, onShow }: CountsProps) {
  return (
    <div className={styles.counts}>
      {[...OUTCOMES].reverse().map((outcome) => (
        <button
          key={outcome}
          type="button"
          className={styles.count}
          aria-pressed={shown === outcome}
          onClick={() => onShow(shown === outcome ? undefined : outcome)}
        >
          <OutcomeMark outcome={outcome} />
          {OUTCOME_WORDS[outcome].toLowerCase()}
          <b>{exactCount(countOf(saga, outcome))}</b>
        </button>
      ))}
    </div>
  );
}

type FollowedProps = {
  session: Session;
  nodeId: string;
  node: Saga;
  saga: SagaSummary;
  shown: Outcome | undefined;
  processes: ReturnType<typeof sagaProcesses>;
};

function Followed({ session, nodeId, node, saga, shown, processes }: FollowedProps) {
  const [root, setRoot] = useState<number>();
  const nodes = useStore(session.designs, ({ design }) => design.system?.nodes ?? {});
  const inView = OUTCOMES.flatMap((outcome) =>
    shown === undefined || shown === outcome
      ? saga.histories.filter((each) => each.outcome === outcome)
      : [],
  );
  const history = inView.find((each) => each.root === root) ?? inView[0];
  const process = processes.find(({ sagas }) => sagas.some(([id]) => id === nodeId));
  return (
    <>
      <InstanceList saga={saga} shown={shown} chosen={history} onChoose={setRoot} />
      <main className={styles.main}>
        {history ? (
          <p className={classNames(styles.sentence, styles[history.outcome])}>
            <OutcomeMark outcome={history.outcome} />
            <span>
              <code>
                {saga.correlation} {history.key}
              </code>{" "}
              {sagaSentence(history)}
            </span>
          </p>
        ) : (
          <p className={styles.sentence}>
            <span>No instance of this kind was followed.</span>
          </p>
        )}
        <SagaDiagram saga={node} history={history} />
        <div className={styles.foot}>
          <div className={styles.left}>
            {history && <InstanceTimes saga={node} history={history} />}
            <FailureTable session={session} sagaId={nodeId} saga={node} />
          </div>
          {process && (
            <ProcessTable process={process} titleOf={(id) => titleOfNode(id, nodes[id])} />
          )}
        </div>
      </main>
    </>
  );
}

type NothingYetProps = { session: Session; nodeId: string; node: Saga };

function NothingYet({ session, nodeId, node }: NothingYetProps): ReactNode {
  const status = useStore(session.run.store, (state) => state.status);
  return (
    <main className={classNames(styles.main, styles.wide)}>
      <SagaDiagram saga={node} history={undefined} />
      <EmptyState>
        No instance has begun yet.{" "}
        {status !== "running" && (
          <Button icon="play" onClick={() => session.run.play()}>
            Play
          </Button>
        )}
      </EmptyState>
      <FailureTable session={session} sagaId={nodeId} saga={node} />
    </main>
  );
}
