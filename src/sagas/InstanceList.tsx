import {
  exactCount,
  figureText,
  type SagaHistory,
  type SagaSummary,
  shortDuration,
} from "../../simulator/index.ts";
import { OutcomeMark } from "./OutcomeMark.tsx";
import { countOf, OUTCOME_WORDS, OUTCOMES, type Outcome } from "./outcomes.ts";
import styles from "./Sagas.module.css";

export type InstanceListProps = {
  saga: SagaSummary;
  /** The outcome that is looked at; all when undefined. */
  shown: Outcome | undefined;
  chosen: SagaHistory | undefined;
  onChoose: (root: number) => void;
};

const lengthOf = ({ moments }: SagaHistory) => (moments.at(-1)?.at ?? 0) - (moments[0]?.at ?? 0);

/** The instances that can be looked at, by how they ended. */
export function InstanceList({ saga, shown, chosen, onChoose }: InstanceListProps) {
  const outcomes = OUTCOMES.filter(
    (outcome) => countOf(saga, outcome) > 0 && (shown === undefined || shown === outcome),
  );
  return (
    <nav className={styles.nav} aria-label="Instances">
      {outcomes.map((outcome) => {
        const histories = saga.histories.filter((each) => each.outcome === outcome);
        const left = countOf(saga, outcome) - histories.length;
        return (
          <section key={outcome} aria-label={OUTCOME_WORDS[outcome]}>
            <h3 className={styles.group}>
              <OutcomeMark outcome={outcome} />
              {OUTCOME_WORDS[outcome]}
              <span>{exactCount(countOf(saga, outcome))}</span>
            </h3>
            {histories.map((history) => (
              <button
                key={history.root}
                type="button"
                className={styles.instance}
                aria-current={history.root === chosen?.root}
                onClick={() => onChoose(history.root)}
              >
                <code>
                  {saga.correlation} {history.key}
                </code>
                <span>{figureText(shortDuration(lengthOf(history)))}</span>
              </button>
            ))}
            {left > 0 && <p className={styles.rest}>{exactCount(left)} more, not followed</p>}
          </section>
        );
      })}
    </nav>
  );
}
