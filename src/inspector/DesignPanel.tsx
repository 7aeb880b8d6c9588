import type { ReactNode } from "react";
import { useStore } from "zustand";
import { Scenario, System } from "../../simulator/index.ts";
import {
  DesignShape,
  type DesignStore,
  namesInDesign,
  problemSentence,
  renameDesign,
  setValue,
  type ValuePath,
} from "../design/index.ts";
import { EditorContext, type Field, fieldOf, fieldsOf, SectionBox } from "../fields/index.ts";
import { Button, Icon, TextField } from "../ui/index.ts";
import styles from "./Inspector.module.css";

/** The seed stands in the top bar. */
const SHOWN_ELSEWHERE = ["seed"];
const MAIN = ["duration", "warmUp", "drain"];
const named = (fields: readonly Field[], keys: readonly string[]) =>
  fields.filter(({ key }) => keys.includes(key));

/** The fields by section; read from the schemas when first shown, which the opening of the page need not wait for. */
function sections() {
  const ofScenario = fieldsOf(Scenario).filter(({ key }) => !SHOWN_ELSEWHERE.includes(key));
  const ofDesign = fieldsOf(DesignShape);
  return {
    main: ofScenario.filter(({ key }) => MAIN.includes(key)),
    more: ofScenario.filter(({ key }) => !MAIN.includes(key)),
    promises: named(ofDesign, ["objectives"]),
    scenarios: named(ofDesign, ["scenarios"]),
    about: named(ofDesign, ["description"]),
    shared: named(fieldsOf(System), ["keys", "attributes"]),
  };
}

let known: ReturnType<typeof sections> | undefined;

export type DesignPanelProps = {
  store: DesignStore;
  scenarioId: string;
  /** The system with which the run began; undefined when there is no run. */
  startedWith: unknown;
  /** What the run leaves out of the design. */
  leftOut?: ReactNode;
  onEditMessageTypes?: (() => void) | undefined;
};

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What is shown when nothing is selected: the design, its promises, and the scenario that is run. */
export function DesignPanel(props: DesignPanelProps) {
  const { store, scenarioId, startedWith, leftOut, onEditMessageTypes } = props;
  known ??= sections();
  const { main, more, promises, scenarios, about, shared } = known;
  const design = useStore(store, (state) => state.design);
  const { nodes = {}, links = {}, messageTypes = {} } = design.system ?? {};
  const scenario = design.scenarios?.[scenarioId];
  const system = design.system ?? {};
  const types = counted(Object.keys(messageTypes).length, "message type");
  return (
    <>
      <header className={styles.head}>
        <Icon name="file" tone="quiet" />
        <h2 className={styles.name}>{design.name}</h2>
        <span />
        <span className={styles.sub}>
          {counted(Object.keys(nodes).length, "node")}, {counted(Object.keys(links).length, "link")}
          , {types}
        </span>
      </header>
      <div className={styles.scroll}>
        <Part store={store} owner="design" title="Design" at={[]} more={about} value={design}>
          <NameOfDesign store={store} name={design.name} />
        </Part>
        {onEditMessageTypes && (
          <SectionBox title="Message types" value={{}} former={{}} onChange={() => undefined}>
            <div>
              <Button icon="mail" onClick={onEditMessageTypes}>
                Edit {types}
              </Button>
            </div>
          </SectionBox>
        )}
        <Part
          store={store}
          owner="scenario"
          title={`Scenario ${scenario?.name ?? scenarioId}`}
          at={["scenarios", scenarioId]}
          fields={main}
          more={more}
          value={scenario ?? {}}
        />
        <Part
          store={store}
          owner="objective"
          title="Objectives"
          at={[]}
          fields={promises}
          value={design}
        />
        <Part
          store={store}
          owner="system"
          title="What messages are about"
          at={["system"]}
          fields={shared}
          value={system}
          former={startedWith}
        />
        <Part
          store={store}
          owner="scenario"
          title="Scenarios"
          at={[]}
          fields={scenarios}
          value={design}
        />
        {leftOut}
      </div>
    </>
  );
}

type PartProps = {
  store: DesignStore;
  /** What the fields belong to, which says which names they take. */
  owner: string;
  title: string;
  /** Where the object stands that holds the fields. */
  at: ValuePath;
  fields?: readonly Field[];
  more?: readonly Field[];
  value: unknown;
  former?: unknown;
  children?: ReactNode;
};

/** Some fields of the design; what changes is one edit. */
function Part({ store, owner, at, fields = [], more: rare = [], former, ...rest }: PartProps) {
  const design = useStore(store, (state) => state.design);
  const change = (next: Record<string, unknown>) => {
    const changed = [...fields, ...rare].filter(
      ({ key }) => next[key] !== fieldOf(rest.value, key),
    );
    const what = changed.map(({ label }) => label.toLowerCase()).join(", ");
    const result = store.edit(`change ${what}`, (draft) => {
      for (const { key } of changed) setValue(draft, [...at, key], next[key]);
    });
    return result.ok ? undefined : problemSentence(result.problems[0]);
  };
  return (
    <EditorContext value={{ namesFor: (key) => namesInDesign(design, owner, key) }}>
      <SectionBox
        {...rest}
        fields={fields}
        more={rare}
        former={former ?? rest.value}
        onChange={change}
      />
    </EditorContext>
  );
}

function NameOfDesign({ store, name }: { store: DesignStore; name: string }) {
  return (
    <TextField
      label="Name of the design"
      value={name}
      parse={(text) =>
        text.trim() === ""
          ? { ok: false, error: "A design needs a name." }
          : { ok: true, value: text }
      }
      onCommit={(next) => {
        const result = store.edit("rename the design", (draft) => renameDesign(draft, next));
        return result.ok ? undefined : problemSentence(result.problems[0]);
      }}
    />
  );
}
