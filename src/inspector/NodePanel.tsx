import type { ReactNode } from "react";
import { useStore } from "zustand";
import type { StepText, SystemNodeText } from "../../simulator/index.ts";
import { type DesignStore, faceOfNode, renameNode, titleOfNode } from "../design/index.ts";
import { Icon, type TabDescription, Tabs } from "../ui/index.ts";
import { editValue, problemSentence } from "./editDesign.ts";
import { EditorContext } from "./editors/EditorContext.ts";
import { fieldOf } from "./editors/withField.ts";
import type { Field } from "./fields/Field.ts";
import { HandlerTab } from "./handler/HandlerTab.tsx";
import styles from "./Inspector.module.css";
import { NodeSettings } from "./NodeSettings.tsx";
import { namesInDesign } from "./namesInDesign.ts";
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
  /** What is wrong with the node now, and what can be done. */
  alert?: ReactNode;
  /** Acts on the node as a whole, at the right of its name. */
  acts?: ReactNode;
  factOf?: (section: string) => ReactNode;
};

function handlersOf(node: SystemNodeText): Record<string, readonly StepText[]> | undefined {
  if (node.kind === "consumer") return node.handlers;
  return node.kind === "endpoint" ? { "": node.handler } : undefined;
}

export function NodePanel(props: NodePanelProps) {
  const { store, id, node, former, tab, onTab, live, alert, acts, factOf } = props;
  const handlers = handlersOf(node);
  const title = titleOfNode(id, node);
  const stepCount = Object.values(handlers ?? {}).reduce((sum, steps) => sum + steps.length, 0);
  const tabs: TabDescription<NodeTab>[] = [
    { id: "settings", label: "Settings" },
    ...(handlers ? [{ id: "handler" as const, label: "Handler", count: stepCount }] : []),
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
            {shown === "handler" && handlers && (
              <Handlers store={store} id={id} handlers={handlers} former={former} />
            )}
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
  const change = (field: Field, value: unknown) => {
    if (field.key === "name") {
      const text = typeof value === "string" ? value : "";
      const result = store.edit(`rename ${title}`, (draft) => renameNode(draft, id, text));
      return result.ok ? undefined : problemSentence(result.problems[0]);
    }
    const label = `change ${field.label.toLowerCase()} of ${title}`;
    return editValue(store, label, ["system", "nodes", id, field.key], value);
  };
  return (
    <EditorContext value={{ namesFor: (key) => namesInDesign(design, node.kind, key) }}>
      <NodeSettings
        key={id}
        node={node}
        former={former}
        deadLetters={deadLettersOf(design, id)}
        factOf={factOf}
        onChange={change}
      />
    </EditorContext>
  );
}

type HandlersProps = {
  store: DesignStore;
  id: string;
  handlers: Record<string, readonly StepText[]>;
  former: unknown;
};

function Handlers({ store, id, handlers, former }: HandlersProps) {
  const design = useStore(store, (state) => state.design);
  const nodes = design.system?.nodes;
  const title = titleOfNode(id, nodes?.[id]);
  const formerHandlers =
    nodes?.[id]?.kind === "endpoint"
      ? { "": fieldOf(former, "handler") }
      : fieldOf(former, "handlers");
  return (
    <HandlerTab
      handlers={handlers}
      former={formerHandlers}
      nameOf={(other) => titleOfNode(other, nodes?.[other])}
      namesFor={(owner, field) => namesInDesign(design, owner, field)}
      onChange={(message, steps, label) => {
        const place = nodes?.[id]?.kind === "endpoint" ? ["handler"] : ["handlers", message];
        return editValue(store, `${label} of ${title}`, ["system", "nodes", id, ...place], steps);
      }}
    />
  );
}
