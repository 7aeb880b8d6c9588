import { useState } from "react";
import { useStore } from "zustand";
import { PROFILES, Scenario } from "../../simulator/index.ts";
import type { Session } from "../actions/index.ts";
import { Banner, Button, EmptyState, IconButton, Select, Switch } from "../ui/index.ts";
import { closeWorkplace } from "../view/index.ts";
import styles from "./Comparison.module.css";
import { ComparisonReport } from "./ComparisonReport.tsx";
import { useComparison } from "./useComparison.ts";

type Profile = (typeof PROFILES)[number]["id"];

const REPLICATIONS = [
  { value: "1", label: "One run each" },
  { value: "5", label: "5 runs each, with intervals" },
  { value: "20", label: "20 runs each, with intervals" },
] as const;
const SPANS = [
  { value: "60", label: "First minute" },
  { value: "300", label: "First 5 min" },
  { value: "whole", label: "Whole scenario" },
] as const;

type Choice<Options extends readonly { value: string }[]> = Options[number]["value"];

/** One design on several brokers, side by side. */
export function ComparisonWorkplace({ session }: { session: Session }) {
  const { design, resolved } = useStore(session.designs);
  const scenarioId = useStore(session.run.store, (state) => state.scenario);
  const scenario = resolved.scenarios[scenarioId] ?? Scenario.parse({});
  const comparison = useComparison();
  const [brokers, setBrokers] = useState<readonly Profile[]>(["rabbitmq", "kafka", "sqs"]);
  const [replications, setReplications] = useState<Choice<typeof REPLICATIONS>>("1");
  const [span, setSpan] = useState<Choice<typeof SPANS>>("60");
  const [withCauses, setWithCauses] = useState(true);
  const { state } = comparison;
  const start = () =>
    comparison.start({
      system: design.system ?? {},
      scenario:
        span === "whole"
          ? scenario
          : { ...scenario, duration: Math.min(scenario.duration, Number(span)) },
      brokers: PROFILES.map(({ id }) => id).filter((id) => brokers.includes(id)),
      replications: Number(replications),
      withCauses,
    });
  return (
    <section className={styles.workplace} aria-label="Compare brokers">
      <header className={styles.head}>
        <h2 className={styles.title}>Compare brokers</h2>
        <span className={styles.dim}>{design.name}</span>
        <IconButton
          icon="close"
          label="Back to the design"
          keys="Esc"
          onClick={() => closeWorkplace(session.view)}
        />
      </header>
      <aside className={styles.side} aria-label="What is compared">
        <fieldset className={styles.fieldset}>
          <legend className={styles.heading}>Run it on</legend>
          {PROFILES.map(({ id, name }) => (
            <Switch
              key={id}
              label={name}
              text={name}
              isOn={brokers.includes(id)}
              onChange={(isOn) =>
                setBrokers(isOn ? [...brokers, id] : brokers.filter((each) => each !== id))
              }
            />
          ))}
        </fieldset>
        <p className={styles.line}>
          The design itself stays as it is. Each setting goes over to its counterpart; what has none
          is listed. The first product is what the others are held against.
        </p>
        <Select label="Simulated time" value={span} options={SPANS} onChange={setSpan} />
        <Select
          label="Replications"
          value={replications}
          options={REPLICATIONS}
          onChange={setReplications}
        />
        <Switch
          label="Look for the setting behind each difference"
          text="Look for causes, one run for each setting"
          isOn={withCauses}
          onChange={setWithCauses}
        />
        {state.kind === "running" ? (
          <Button onClick={comparison.cancel}>Stop</Button>
        ) : (
          <Button
            tone="primary"
            icon="rerun"
            whyNot={brokers.length < 2 ? "choose at least two products" : undefined}
            onClick={start}
          >
            Compare
          </Button>
        )}
      </aside>
      <main className={styles.main} aria-live="polite" aria-busy={state.kind === "running"}>
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
        {state.kind === "done" && <ComparisonReport outcomes={state.outcomes} />}
      </main>
    </section>
  );
}
