import { PROFILES } from "../../simulator/index.ts";
import { Select, type SelectOption, Switch } from "../ui/index.ts";
import styles from "./Comparison.module.css";
import { type Choices, REPLICATIONS, SPANS } from "./choices.ts";

export type ComparisonChoicesProps = {
  choices: Choices;
  /** Names of the scenarios of the design, by their ids. */
  scenarios: ReadonlyMap<string, string>;
  onChange: (choices: Choices) => void;
};

/** What is compared: on which products, how long, how often. */
export function ComparisonChoices({ choices, scenarios, onChange }: ComparisonChoicesProps) {
  const { brokers, scenario, span, replications, withCauses } = choices;
  const set = (part: Partial<Choices>) => onChange({ ...choices, ...part });
  return (
    <>
      <fieldset className={styles.fieldset}>
        <legend className={styles.heading}>Run it on</legend>
        {PROFILES.map(({ id, name }) => (
          <Switch
            key={id}
            label={name}
            text={name}
            isOn={brokers.includes(id)}
            onChange={(isOn) =>
              set({ brokers: isOn ? [...brokers, id] : brokers.filter((each) => each !== id) })
            }
          />
        ))}
      </fieldset>
      <p className={styles.line}>
        The design itself stays as it is. Each setting goes over to its counterpart; what has none
        is listed. The first product is what the others are held against.
      </p>
      {scenarios.size > 1 && (
        <Choice
          label="Scenario"
          value={scenario}
          options={[...scenarios].map(([value, label]) => ({ value, label }))}
          onChange={(next) => set({ scenario: next })}
        />
      )}
      <Choice
        label="Simulated time"
        value={span}
        options={SPANS}
        onChange={(next) => set({ span: next })}
      />
      <Choice
        label="Runs"
        value={replications}
        options={REPLICATIONS}
        onChange={(next) => set({ replications: next })}
      />
      <Switch
        label="Look for the setting behind each difference"
        text="Look for causes, by more runs"
        isOn={withCauses}
        onChange={(isOn) => set({ withCauses: isOn })}
      />
    </>
  );
}

function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly SelectOption<Value>[];
  onChange: (value: Value) => void;
}) {
  return (
    <div className={styles.choice}>
      <span className={styles.choiceName} aria-hidden>
        {label}
      </span>
      <Select label={label} value={value} options={options} onChange={onChange} />
    </div>
  );
}
