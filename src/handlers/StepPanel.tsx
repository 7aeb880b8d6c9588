import { STEP_SCHEMAS, type StepText } from "../../simulator/index.ts";
import {
  EditorContext,
  type Field,
  fieldOf,
  fieldsOf,
  labelOf,
  SectionBox,
} from "../fields/index.ts";
import { EmptyState, Icon } from "../ui/index.ts";
import { useHandler } from "./HandlerEditing.ts";
import styles from "./StepPanel.module.css";
import { STEP_ICONS } from "./stepIcons.ts";
import { stepAt } from "./stepTree.ts";
import { stepWords } from "./stepWords.ts";

const EFFECT = ["effect", "effectKey", "undoes"];
const RETRYING = ["timeout", "attempts", "backoff", "onFailure", "budget", "hedge"];
const PROTECTION = ["breaker", "rateLimit", "concurrency"];
const NOTE = ["note"];

const isRare = ({ isOptional, defaultValue }: Field) => isOptional && defaultValue === undefined;

/** Fields of a step that belong together, in the order in which people ask for them. */
function sectionsOf(step: StepText): { title: string; fields: Field[]; more: Field[] }[] {
  const all = fieldsOf(STEP_SCHEMAS[step.do]).filter(
    ({ key, shape }) => key !== "do" && shape.type !== "steps",
  );
  const grouped = [...EFFECT, ...RETRYING, ...PROTECTION, ...NOTE];
  const named = (keys: readonly string[]) =>
    keys.flatMap((key) => all.filter((field) => field.key === key));
  const own = all.filter(({ key }) => !grouped.includes(key));
  const retrying = named(RETRYING);
  return [
    {
      title: labelOf(step.do),
      fields: own.filter((field) => !isRare(field)),
      more: own.filter(isRare),
    },
    {
      title: "When it fails or takes too long",
      fields: retrying.filter(({ key }) => key !== "budget" && key !== "hedge"),
      more: retrying.filter(({ key }) => key === "budget" || key === "hedge"),
    },
    { title: "Protection", fields: [], more: named(PROTECTION) },
    { title: "Effect", fields: named(["effect"]), more: named(["effectKey", "undoes"]) },
    { title: "Note", fields: [], more: named(NOTE) },
  ].filter(({ fields, more }) => fields.length + more.length > 0);
}

/** Everything about the step that is chosen. */
export function StepPanel() {
  const { steps, former, selected, nameOf, namesFor, change } = useHandler();
  const step = selected && stepAt(steps, selected);
  if (!step || !selected) {
    return <EmptyState>Choose a step to see its settings.</EmptyState>;
  }
  const formerStep = selected.list.length === 0 ? fieldOf(former, String(selected.index)) : step;
  return (
    <>
      <header className={styles.head}>
        <Icon name={STEP_ICONS[step.do]} tone="service" />
        <h3 className={styles.name}>{step.effect ?? labelOf(step.do)}</h3>
        <span className={styles.sub}>{stepWords(step, nameOf)}</span>
      </header>
      <div className={styles.scroll}>
        <EditorContext value={{ namesFor: (field) => namesFor(step.do, field) }}>
          {sectionsOf(step).map(({ title, fields, more }) => (
            <SectionBox
              key={title}
              title={title}
              fields={fields}
              more={more}
              value={step}
              former={formerStep}
              onChange={(next) => change(selected, next as StepText)}
            />
          ))}
        </EditorContext>
      </div>
    </>
  );
}
