import { useStore } from "zustand";
import { LINK_SCHEMAS, NODE_SCHEMAS } from "../../../simulator/index.ts";
import {
  type DesignStore,
  faceOfNode,
  namesInDesign,
  problemSentence,
  titleOfNode,
} from "../../design/index.ts";
import { EditorContext, type Field, fieldOf, fieldsOf, SectionBox } from "../../fields/index.ts";
import { EmptyState, Icon } from "../../ui/index.ts";
import styles from "../Inspector.module.css";
import { NodeSettings } from "../NodeSettings.tsx";
import { changeOne } from "./changeOne.ts";
import { changesBetween, mergeFields, sharedFields } from "./mergeFields.ts";

export type ManyPanelProps = {
  store: DesignStore;
  table: "nodes" | "links";
  ids: readonly string[];
  /** The system with which the run began; undefined when there is no run. */
  startedWith: unknown;
  /** What else is selected and stays as it is. */
  others: number;
};

/** A thing keeps these for itself. */
const OWN = ["kind", "name", "source", "target", "handler", "handlers", "subscriptions"];

/** Settings that several nodes or links share; an edit changes all of them, in one step. */
export function ManyPanel({ store, table, ids, startedWith, others }: ManyPanelProps) {
  const design = useStore(store, (state) => state.design);
  const held = design.system?.[table] ?? {};
  const things = ids.flatMap((id) => held[id] ?? []);
  const [first] = things;
  if (!first) return null;
  const noun = table === "nodes" ? "nodes" : "links";
  const isOneKind = things.every((thing) => thing.kind === first.kind);
  const own = sharedFields(things.map(fieldsOfThing)).filter(({ key }) => !OWN.includes(key));
  const { fields, value } = mergeFields(own, things);
  const formers = ids.map((id) => fieldOf(fieldOf(startedWith, table), id) ?? held[id]);
  const former = mergeFields(own, formers).value;
  const change = (next: Record<string, unknown>) => {
    const changes = changesBetween(fields, value, next);
    const label = `change ${labelOfChange(fields, changes)} of ${ids.length} ${noun}`;
    const result = store.edit(label, (draft) => {
      for (const id of ids) for (const each of changes) changeOne(draft, [table, id], each);
    });
    return result.ok ? undefined : problemSentence(result.problems[0]);
  };
  return (
    <>
      <header className={styles.head}>
        <Icon name={isOneKind && "kind" in first ? iconOf(first) : "copy"} tone="quiet" />
        <h2 className={styles.name}>
          {ids.length} {isOneKind ? kindWord(first.kind) : noun}
        </h2>
        <span />
        <span className={styles.sub}>
          {table === "nodes"
            ? ids.map((id) => titleOfNode(id, design.system?.nodes?.[id])).join(", ")
            : "An edit changes all of them"}
          {others > 0 && `; ${others === 1 ? "a link is" : `${others} links are`} selected too`}
        </span>
      </header>
      <div className={styles.scroll}>
        <EditorContext value={{ namesFor: (key) => namesInDesign(design, first.kind, key) }}>
          {fields.length === 0 ? (
            <EmptyState>These have no setting in common.</EmptyState>
          ) : isOneKind && table === "nodes" ? (
            <NodeSettings
              kind={first.kind as keyof typeof NODE_SCHEMAS}
              fields={fields}
              value={value}
              former={former}
              onChange={change}
            />
          ) : (
            <SectionBox
              title="In common"
              fields={fields}
              value={value}
              former={former}
              onChange={change}
            />
          )}
        </EditorContext>
      </div>
    </>
  );
}

type Thing = { kind: string };

function fieldsOfThing({ kind }: Thing): readonly Field[] {
  const schemas = { ...NODE_SCHEMAS, ...LINK_SCHEMAS };
  return fieldsOf(schemas[kind as keyof typeof schemas]);
}

function iconOf(thing: Thing) {
  return thing.kind in NODE_SCHEMAS
    ? faceOfNode(thing as Parameters<typeof faceOfNode>[0]).icon
    : ("link" as const);
}

const kindWord = (kind: string) => {
  const word = kind.replaceAll("-", " ");
  if (!(kind in NODE_SCHEMAS)) return `${word} links`;
  return word.endsWith("y") ? `${word.slice(0, -1)}ies` : `${word}s`;
};

function labelOfChange(fields: readonly Field[], changes: readonly { path: readonly string[] }[]) {
  const [key] = changes[0]?.path ?? [];
  return fields.find((field) => field.key === key)?.label.toLowerCase() ?? "settings";
}
