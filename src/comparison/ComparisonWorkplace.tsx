import { useState } from "react";
import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import type { ResolvedDesign } from "../design/index.ts";
import { Banner, Button, EmptyState, WorkplaceFrame } from "../ui/index.ts";
import { closeWorkplace } from "../view/index.ts";
import styles from "./Comparison.module.css";
import { ComparisonChoices } from "./ComparisonChoices.tsx";
import { ComparisonReport } from "./ComparisonReport.tsx";
import { choicesFor, inputFor, isSameComparison } from "./choices.ts";
import { useComparison } from "./useComparison.ts";

const namesOfScenarios = ({ scenarios }: ResolvedDesign) =>
  new Map(Object.entries(scenarios).map(([id, { name }]) => [id, name ?? id]));

/** One design on several brokers, side by side. */
export function ComparisonWorkplace({ session }: { session: Session }) {
  const { design, resolved } = useStore(session.designs);
  const scenario = useStore(session.run.store, (state) => state.scenario);
  const { state, start, cancel } = useComparison();
  const [choices, setChoices] = useState(() => choicesFor(scenario));
  const input = inputFor(choices, design, resolved);
  const isStale = state.kind === "done" && !isSameComparison(state.input, input);
  const whyNot = choices.brokers.length < 2 ? "choose at least two products" : undefined;
  const begin = () => start(input);
  return (
    <WorkplaceFrame
      title="Compare brokers"
      about={design.name}
      onClose={() => closeWorkplace(session.view)}
      actions={
        state.kind === "running" ? (
          <Button onClick={cancel}>Stop</Button>
        ) : (
          <Button tone="primary" icon="rerun" whyNot={whyNot} onClick={begin}>
            Compare
          </Button>
        )
      }
      sideLabel="What is compared"
      side={
        <div className={styles.side}>
          <ComparisonChoices
            choices={choices}
            scenarios={namesOfScenarios(resolved)}
            onChange={setChoices}
          />
        </div>
      }
    >
      <main
        className={styles.main}
        aria-live="polite"
        aria-busy={state.kind === "running"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
      >
        {state.kind === "idle" && (
          <EmptyState>
            Duplicates, order, loss, lag and latency of this design on each product will stand here.
          </EmptyState>
        )}
        {state.kind === "running" && <EmptyState>Running on each product…</EmptyState>}
        {state.kind === "failed" && (
          <Banner tone="bad" title="It could not be compared.">
            {state.reason}
          </Banner>
        )}
        {isStale && (
          <Banner tone="warn" title="This is what was chosen before.">
            The choices at the left have changed since. Compare again to see what they give.
          </Banner>
        )}
        {state.kind === "done" && (
          <ComparisonReport
            outcomes={state.outcomes}
            replications={state.input.replications}
            isStale={isStale}
          />
        )}
      </main>
    </WorkplaceFrame>
  );
}
