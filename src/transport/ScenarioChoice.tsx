import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import { Select } from "../ui/index.ts";
import styles from "./Transport.module.css";

/** Which scenario of the design is run. Another one begins at once. */
export function ScenarioChoice({ session }: { session: Session }) {
  const scenarios = useStore(session.designs, (state) => state.design.scenarios);
  const chosen = useStore(session.run.store, (state) => state.scenario);
  const options = Object.entries(scenarios ?? {}).map(([id, scenario]) => ({
    value: id,
    label: scenario.name ?? id,
  }));
  return (
    <Select
      label="Scenario"
      icon="chaos"
      className={styles.scenario}
      value={options.some((option) => option.value === chosen) ? chosen : null}
      options={options}
      placeholder="No scenario"
      onChange={(id) => void session.run.setScenario(id)}
    />
  );
}
