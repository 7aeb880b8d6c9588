import { type ReactNode, useState } from "react";
import { useStore } from "zustand";
import { type DesignStore, noteOfKey } from "../design/index.ts";
import { fieldOf } from "../fields/index.ts";
import { DesignPanel } from "./DesignPanel.tsx";
import styles from "./Inspector.module.css";
import { LinkPanel } from "./LinkPanel.tsx";
import { ManyPanel } from "./many/ManyPanel.tsx";
import { NodePanel, type NodePanelProps, type NodeTab } from "./NodePanel.tsx";
import { NotePanel } from "./NotePanel.tsx";

export type InspectorProps = {
  store: DesignStore;
  selectedNodes: readonly string[];
  selectedLinks: readonly string[];
  scenarioId: string;
  /** The system with which the run began; the present one when there is no run. */
  startedWith?: unknown;
  /** What the run adds to the panel of a node. */
  runOf?: (
    nodeId: string,
  ) => Pick<NodePanelProps, "live" | "handler" | "alert" | "acts" | "factOf">;
  onEditMessageTypes?: () => void;
  /** What the run leaves out of a link (`links.…`), or of the whole design (an empty place). */
  leftOutOf?: (place: string) => ReactNode;
};

/** Everything about what is selected; about the design when nothing is. */
export function Inspector(props: InspectorProps) {
  const {
    store,
    selectedNodes,
    selectedLinks,
    scenarioId,
    startedWith,
    runOf,
    leftOutOf,
    onEditMessageTypes,
  } = props;
  const [tab, setTab] = useState<NodeTab>("settings");
  const count = selectedNodes.length + selectedLinks.length;
  const nodeId = count === 1 ? selectedNodes[0] : undefined;
  const linkId = count === 1 ? selectedLinks[0] : undefined;
  const node = useStore(store, ({ design }) =>
    nodeId === undefined ? undefined : design.system?.nodes?.[nodeId],
  );
  const link = useStore(store, ({ design }) =>
    linkId === undefined ? undefined : design.system?.links?.[linkId],
  );
  const noteId = nodeId === undefined || node ? undefined : noteOfKey(nodeId);
  const formerOf = (table: string, id: string) => fieldOf(fieldOf(startedWith, table), id);
  let panel: ReactNode = (
    <DesignPanel
      store={store}
      scenarioId={scenarioId}
      startedWith={startedWith}
      leftOut={leftOutOf?.("")}
      onEditMessageTypes={onEditMessageTypes}
    />
  );
  if (nodeId !== undefined && node) {
    panel = (
      <NodePanel
        key={nodeId}
        store={store}
        id={nodeId}
        node={node}
        former={formerOf("nodes", nodeId) ?? node}
        tab={tab}
        onTab={setTab}
        {...runOf?.(nodeId)}
      />
    );
  } else if (linkId !== undefined && link) {
    panel = (
      <LinkPanel
        key={linkId}
        store={store}
        id={linkId}
        link={link}
        former={formerOf("links", linkId) ?? link}
        leftOut={leftOutOf?.(`links.${linkId}`)}
      />
    );
  } else if (noteId !== undefined) {
    panel = <NotePanel key={noteId} store={store} id={noteId} />;
  } else if (count > 1) {
    const table = selectedNodes.length > 0 ? "nodes" : "links";
    const ids = table === "nodes" ? selectedNodes : selectedLinks;
    panel = (
      <ManyPanel
        key={`${table} ${ids.join(" ")}`}
        store={store}
        table={table}
        ids={ids}
        startedWith={startedWith}
        others={count - ids.length}
      />
    );
  }
  return <div className={styles.inspector}>{panel}</div>;
}
