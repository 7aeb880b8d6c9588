import {
  exactCount,
  SAGA_FAILURES,
  type Saga,
  type SagaFailure,
  type SagaTrial,
} from "../../simulator/index.ts";
import type { Session } from "../actions/index.ts";
import { classNames } from "../ui/index.ts";
import styles from "./FailureTable.module.css";
import { OutcomeMark } from "./OutcomeMark.tsx";
import { OUTCOME_WORDS, OUTCOMES, type Outcome } from "./outcomes.ts";
import { useSagaTrials } from "./useSagaTrials.ts";

/** What goes wrong, in the words of the head of its column, and in a sentence. */
const WORDS: Readonly<Record<SagaFailure, { head: string; said: string }>> = {
  refused: { head: "says no", said: "who carries it out says no" },
  unanswered: { head: "no answer", said: "who carries it out fails for good and says nothing" },
  "crash-before": { head: "crash before", said: "who carries it out crashes before it begins" },
  "crash-after": { head: "crash after", said: "who carries it out crashes when it is done" },
  "done-late": { head: "done late", said: "it is done after the coordinator has given it up" },
  "answered-late": { head: "told late", said: "it is done in time and answered too late" },
  coordinator: { head: "coordinator", said: "the coordinator crashes while it waits" },
};

export type FailureTableProps = { session: Session; sagaId: string; saga: Saga };

/**
 * How one instance ends when one command of it fails in one way: each cell is a run of the engine. Quiet where all
 * ends well, so that the bad cells are the picture.
 */
export function FailureTable(props: FailureTableProps) {
  // Nobody leads the others: there are no commands that could fail.
  return props.saga.mode === "orchestrated" ? <Failures {...props} /> : null;
}

function Failures({ session, sagaId, saga }: FailureTableProps) {
  const { trials, isRunning, reason } = useSagaTrials(session, sagaId);
  return (
    <section className={styles.failures} aria-label="What if it fails here">
      <header className={styles.head}>
        <h3>What if it fails here</h3>
        <span>
          {isRunning ? "being tried …" : `${exactCount(trials.length)} runs of one instance`}
        </span>
        <Sums trials={trials} />
      </header>
      {reason !== undefined ? (
        <p className={styles.reason}>{reason}</p>
      ) : (
        <Cells saga={saga} trials={trials} isStale={isRunning} />
      )}
    </section>
  );
}

function Sums({ trials }: { trials: readonly SagaTrial[] }) {
  const counted = [...OUTCOMES].reverse().map((outcome) => ({
    outcome,
    count: trials.filter((each) => each.outcome === outcome).length,
  }));
  return (
    <span className={styles.sums}>
      {counted
        .filter(({ count }) => count > 0)
        .map(({ outcome, count }) => (
          <span key={outcome}>
            <OutcomeMark outcome={outcome} />
            {OUTCOME_WORDS[outcome].toLowerCase()} <b>{count}</b>
          </span>
        ))}
    </span>
  );
}

type CellsProps = { saga: Saga; trials: readonly SagaTrial[]; isStale: boolean };

function Cells({ saga, trials, isStale }: CellsProps) {
  const rows = rowsOf(trials);
  if (rows.length === 0) return null;
  return (
    <>
      <table className={styles.table} data-stale={isStale || undefined}>
        <thead>
          <tr>
            <td />
            {SAGA_FAILURES.map((failure) => (
              <th key={failure} scope="col" title={WORDS[failure].said}>
                {WORDS[failure].head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ step, isCompensation, of }) => {
            const name = saga.steps[step]?.name ?? "";
            return (
              <tr key={`${step} ${isCompensation}`}>
                <th scope="row">
                  <span className={styles.name}>
                    {isCompensation && <OutcomeMark outcome="compensated" />}
                    {isCompensation ? `take back ${name}` : name}
                  </span>
                </th>
                {SAGA_FAILURES.map((failure) => (
                  <Cell key={failure} outcome={of.get(failure)} />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.note}>
        Each service has one instance here: nobody takes over while it is down. Empty: cannot
        happen. A step is taken back because a later one says no.
      </p>
    </>
  );
}

function Cell({ outcome }: { outcome: Outcome | undefined }) {
  if (outcome === undefined) return <td />;
  const said = OUTCOME_WORDS[outcome].toLowerCase();
  return (
    <td>
      <span className={classNames(styles.cell, styles[outcome])} title={said}>
        <OutcomeMark outcome={outcome} />
        <span className={styles.said}>{said}</span>
      </span>
    </td>
  );
}

/** One row for each command, in the order of the trials. */
function rowsOf(trials: readonly SagaTrial[]) {
  const rows = new Map<
    string,
    { step: number; isCompensation: boolean; of: Map<SagaFailure, Outcome> }
  >();
  for (const { step, isCompensation, failure, outcome } of trials) {
    const key = `${step} ${isCompensation}`;
    const row = rows.get(key) ?? { step, isCompensation, of: new Map<SagaFailure, Outcome>() };
    row.of.set(failure, outcome);
    rows.set(key, row);
  }
  return [...rows.values()];
}
