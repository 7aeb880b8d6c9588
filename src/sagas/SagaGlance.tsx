import { exactCount } from "../../simulator/index.ts";
import { actionOf, perform, type Session } from "../actions/index.ts";
import { Button, EmptyState } from "../ui/index.ts";
import { useSummary } from "../watch/index.ts";
import { OutcomeMark } from "./OutcomeMark.tsx";
import { countOf, OUTCOME_WORDS, OUTCOMES } from "./outcomes.ts";
import styles from "./SagaGlance.module.css";

/** How the instances of a saga stand; they are followed in a workplace of their own. */
export function SagaGlance({ session, nodeId }: { session: Session; nodeId: string }) {
  const saga = useSummary(session, true)?.sagas[nodeId];
  if (!saga) return <EmptyState>Run the design to see how its instances end.</EmptyState>;
  return (
    <div className={styles.glance}>
      <dl>
        {OUTCOMES.map((outcome) => (
          <div key={outcome}>
            <dt>
              <OutcomeMark outcome={outcome} />
              {OUTCOME_WORDS[outcome]}
            </dt>
            <dd>{exactCount(countOf(saga, outcome))}</dd>
          </div>
        ))}
      </dl>
      <Button icon="saga" onClick={() => perform(actionOf("follow-saga"), session)}>
        Follow single instances
      </Button>
    </div>
  );
}
