import type { ReactNode } from "react";
import { useStore } from "zustand";
import { NODE_SCHEMAS, parameterRows, type SystemNodeText } from "../../simulator/index.ts";
import {
  type DesignStore,
  faceOfNode,
  namesInDesign,
  problemSentence,
  renameNode,
  setValue,
  titleOfNode,
} from "../design/index.ts";
import { EditorContext, fieldsOf } from "../fields/index.ts";
import { Icon, type TabDescription, Tabs } from "../ui/index.ts";
import { BrokerSection } from "./broker/BrokerSection.tsx";
import { ParameterSections } from "./broker/ParameterSections.tsx";
import styles from "./Inspector.module.css";
import { NodeSettings } from "./NodeSettings.tsx";
import { deadLettersOf, nodeWords } from "./nodeWords.ts";

export type NodeTab = "settings" | "handler" | "live";

export type NodePanelProps = {
  store: DesignStore;
  id: string;
  node: SystemNodeText;
  /** The node with which the run began; the node itself when there is no run. */
  former: unknown;
  /** The chosen tab; it stays when another node is selected. */
  tab: NodeTab;
  onTab: (tab: NodeTab) => void;
  /** What the run says of the node now; absent while there is no run. */
  live?: ReactNode;
  /** What it does with each message; absent where handlers are not shown. */
  handler?: ReactNode;
  /** What is wrong with the node now, and what can be done. */
  alert?: ReactNode;
  /** Acts on the node as a whole, at the right of its name. */
  acts?: ReactNode;
  factOf?: (section: string) => ReactNode;
};

/** Steps of all handlers of a node; undefined where its kind handles nothing. */
function stepCountOf(node: SystemNodeText): number | undefined {
  if (node.kind === "endpoint") return node.handler.length;
  if (node.kind !== "consumer") return undefined;
  return Object.values(node.handlers).reduce((sum, steps) => sum + steps.length, 0);
}

export function NodePanel(props: NodePanelProps) {
  const { store, id, node, former, tab, onTab, live, handler, alert, acts, factOf } = props;
  const title = titleOfNode(id, node);
  const stepCount = stepCountOf(node);
  const hasHandler = handler !== undefined && stepCount !== undefined;
  const tabs: TabDescription<NodeTab>[] = [
    { id: "settings", label: "Settings" },
    ...(hasHandler ? [{ id: "handler" as const, label: "Handler", count: stepCount }] : []),
    ...(live ? [{ id: "live" as const, label: "Live" }] : []),
  ];
  const shown = tabs.some((each) => each.id === tab) ? tab : "settings";
  return (
    <>
      <NodeHead store={store} id={id} node={node} acts={acts} />
      {alert}
      <div className={styles.tabs}>
        <Tabs label={`${title}: settings and figures`} tabs={tabs} value={shown} onChange={onTab}>
          <div className={styles.scroll}>
            {shown === "settings" && (
              <Settings
                store={store}
                id={id}
                node={node}
                former={former}
                {...(factOf && { factOf })}
              />
            )}
            {shown === "handler" && handler}
            {shown === "live" && live}
          </div>
        </Tabs>
      </div>
    </>
  );
}

function NodeHead({
  store,
  id,
  node,
  acts,
}: Pick<NodePanelProps, "store" | "id" | "node" | "acts">) {
  const design = useStore(store, (state) => state.design);
  const { icon, family } = faceOfNode(node);
  return (
    <header className={styles.head}>
      <Icon name={icon} tone={family} />
      <h2 className={styles.name}>{titleOfNode(id, node)}</h2>
      <span>{acts}</span>
      <span className={styles.sub}>{nodeWords(design, id)}</span>
    </header>
  );
}

function Settings({
  store,
  id,
  node,
  former,
  factOf = () => undefined,
}: Pick<NodePanelProps, "store" | "id" | "node" | "former" | "factOf">) {
  const design = useStore(store, (state) => state.design);
  const title = titleOfNode(id, node);
  const held = node as Record<string, unknown>;
  const isWorded = parameterRows(design.system ?? {}, ["nodes", id]).length > 0;
  const fields = fieldsOf(NODE_SCHEMAS[node.kind]).filter(
    // The product is chosen above, and a broker's words stand in a section of their own.
    ({ key }) => key !== "profile" && !(isWorded && key === "parameters"),
  );
  const change = (next: Record<string, unknown>) => {
    const changed = fields.filter(({ key }) => next[key] !== held[key]);
    const [first] = changed;
    if (!first) return undefined;
    if (first.key === "name") {
      const text = typeof next.name === "string" ? next.name : "";
      const result = store.edit(`rename ${title}`, (draft) => renameNode(draft, id, text));
      return result.ok ? undefined : problemSentence(result.problems[0]);
    }
    const what = changed.map((field) => field.label.toLowerCase()).join(", ");
    const result = store.edit(`change ${what} of ${title}`, (draft) => {
      for (const { key } of changed) setValue(draft, ["system", "nodes", id, key], next[key]);
    });
    return result.ok ? undefined : problemSentence(result.problems[0]);
  };
  return (
    <EditorContext value={{ namesFor: (key) => namesInDesign(design, node.kind, key) }}>
      {node.kind === "broker" && <BrokerSection store={store} id={id} node={node} />}
      <ParameterSections store={store} id={id} node={node} former={former} />
      <NodeSettings
        key={id}
        kind={node.kind}
        fields={fields}
        value={held}
        former={former}
        deadLetters={deadLettersOf(design, id)}
        factOf={factOf}
        onChange={change}
      />
    </EditorContext>
  );
}
