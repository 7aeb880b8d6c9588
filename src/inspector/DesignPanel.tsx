import type { ReactNode } from "react";
import { useStore } from "zustand";
import { Scenario } from "../../simulator/index.ts";
import { type DesignStore, editValue, renameDesign } from "../design/index.ts";
import { FieldsEditor, fieldsOf, SectionBox } from "../fields/index.ts";
import { Icon, TextField } from "../ui/index.ts";
import styles from "./Inspector.module.css";

/** Faults stand on the timeline, the seed in the top bar. */
const SHOWN_ELSEWHERE = ["faults", "seed"];
const MAIN = ["duration", "warmUp", "drain"];
const fields = fieldsOf(Scenario).filter(({ key }) => !SHOWN_ELSEWHERE.includes(key));
const main = fields.filter(({ key }) => MAIN.includes(key));
const more = fields.filter(({ key }) => !MAIN.includes(key));

export type DesignPanelProps = {
  store: DesignStore;
  scenarioId: string;
  /** What the run leaves out of the design. */
  leftOut?: ReactNode;
};

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What is shown when nothing is selected: the design and the scenario that is run. */
export function DesignPanel({ store, scenarioId, leftOut }: DesignPanelProps) {
  const design = useStore(store, (state) => state.design);
  const { nodes = {}, links = {}, messageTypes = {} } = design.system ?? {};
  const scenario = design.scenarios?.[scenarioId];
  const held = (scenario ?? {}) as Record<string, unknown>;
  const change = (next: Record<string, unknown>) => {
    const field = fields.find(({ key }) => next[key] !== held[key]);
    if (!field) return undefined;
    const label = `change ${field.label.toLowerCase()} of the scenario`;
    return editValue(store, label, ["scenarios", scenarioId, field.key], next[field.key]);
  };
  return (
    <>
      <header className={styles.head}>
        <Icon name="file" tone="quiet" />
        <h2 className={styles.name}>{design.name}</h2>
        <span />
        <span className={styles.sub}>
          {counted(Object.keys(nodes).length, "node")}, {counted(Object.keys(links).length, "link")}
          , {counted(Object.keys(messageTypes).length, "message type")}
        </span>
      </header>
      <div className={styles.scroll}>
        <SectionBox title="Design" value={{}} former={{}} onChange={() => undefined}>
          <TextField
            label="Name of the design"
            value={design.name}
            parse={(text) =>
              text.trim() === ""
                ? { ok: false, error: "A design needs a name." }
                : { ok: true, value: text }
            }
            onCommit={(name) => {
              store.edit("rename the design", (draft) => renameDesign(draft, name));
              return undefined;
            }}
          />
        </SectionBox>
        <SectionBox
          title={`Scenario ${scenario?.name ?? scenarioId}`}
          more={more}
          value={held}
          former={held}
          onChange={change}
        >
          <FieldsEditor fields={main} value={held} former={held} onChange={change} />
        </SectionBox>
        {leftOut}
      </div>
    </>
  );
}
