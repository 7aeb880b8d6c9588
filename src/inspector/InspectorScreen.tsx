import { type ReactNode, useCallback } from "react";
import { useStore } from "zustand";
import { figureText, shortRate } from "../../simulator/index.ts";
import { actionOf, perform, type Session } from "../actions/index.ts";
import { titleOfNode } from "../design/index.ts";
import { LiveText } from "../ui/index.ts";
import { Inspector } from "./Inspector.tsx";
import { LiveTab } from "./live/LiveTab.tsx";
import { upCount } from "./live/liveRows.ts";
import { NodeAlert } from "./live/NodeAlert.tsx";
import type { InspectorSource } from "./live/NodeLive.ts";
import { NotSimulated } from "./live/NotSimulated.tsx";
import type { NodePanelProps } from "./NodePanel.tsx";

export type InspectorScreenProps = {
  session: Session;
  live: InspectorSource;
  /** The handlers of a node, which are a screen of their own. */
  handlersOf: (nodeId: string) => ReactNode;
  /** How the instances of a saga stand. */
  sagaOf: (nodeId: string) => ReactNode;
};

/** The inspector of what is selected, with what the run says of it. */
export function InspectorScreen({ session, live, handlersOf, sagaOf }: InspectorScreenProps) {
  const { designs, run, view } = session;
  const selection = useStore(view, (state) => state.settled);
  const scenarioId = useStore(run.store, (state) => state.scenario);
  // A new run begins with the settings of its moment: what was changed before is no longer marked.
  useStore(run.store, (state) => state.history);
  const runOf = (nodeId: string): Pick<NodePanelProps, "live" | "handler" | "alert" | "factOf"> => {
    const node = designs.getState().design.system?.nodes?.[nodeId];
    if (!node) return {};
    const title = titleOfNode(nodeId, node);
    return {
      handler: handlersOf(nodeId),
      live:
        node.kind === "saga" ? (
          sagaOf(nodeId)
        ) : (
          <LiveTab live={live} nodeId={nodeId} kind={node.kind} />
        ),
      alert: (
        <>
          <NodeAlert run={run} live={live} nodeId={nodeId} title={title} />
          <NotSimulated run={run} place={`nodes.${nodeId}`} />
        </>
      ),
      factOf: (section) =>
        section === "Capacity" && node.kind === "consumer" ? (
          <CapacityNow live={live} nodeId={nodeId} />
        ) : undefined,
    };
  };
  return (
    <Inspector
      store={designs}
      selectedNodes={selection.nodes}
      selectedLinks={selection.links}
      scenarioId={scenarioId}
      startedWith={run.startedWith()}
      onEditMessageTypes={() => perform(actionOf("edit-message-types"), session)}
      runOf={runOf}
      leftOutOf={(place) => <NotSimulated run={run} place={place} />}
    />
  );
}

/** Beside the capacity that is set: what is left of it, and what it gets done. */
function CapacityNow({ live, nodeId }: { live: InspectorSource; nodeId: string }) {
  const read = useCallback(() => {
    const figures = live.figuresOf(nodeId);
    if (!figures) return "";
    const { instances, rate } = figures;
    const up = `${upCount(instances)} of ${instances.length} up`;
    // Before anything was measured there is nothing to say of the rate.
    return Number.isNaN(rate) ? up : `${up}, ${figureText(shortRate(rate))} now`;
  }, [live, nodeId]);
  return <LiveText beat={live} read={read} align="end" />;
}
