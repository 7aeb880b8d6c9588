import { ReactFlow, SelectionMode } from "@xyflow/react";
import { type Ref, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import styles from "./Canvas.module.css";
import { CanvasFurniture } from "./CanvasFurniture.tsx";
import type { CanvasHandle } from "./CanvasHandle.ts";
import { CanvasOverlays } from "./CanvasOverlays.tsx";
import { createDetailKeeper, DetailContext } from "./detail/useDetail.ts";
import { LEAST_ZOOM, MOST_ZOOM } from "./fitted.ts";
import type { Interventions } from "./gestures/faultEntries.ts";
import { useHold } from "./gestures/useHold.ts";
import { CoursesContext } from "./links/CoursesContext.ts";
import { LinkEdge } from "./links/LinkEdge.tsx";
import { MessageLayer } from "./messages/MessageLayer.tsx";
import { useFarPictures } from "./nodes/farPictures.ts";
import { GestureContext } from "./nodes/GestureContext.ts";
import { nodeElementId } from "./nodes/NodeCard.tsx";
import { nodeTypes } from "./nodes/nodeTypes.ts";
import { useCanvasEvents } from "./useCanvasEvents.ts";
import { useGivenSizes } from "./useGivenSizes.ts";
import { useKeptViewport } from "./useKeptViewport.ts";
import { useStage } from "./useStage.ts";
import { useZoomLevel } from "./useZoomLevel.ts";

export type CanvasStageProps = {
  session: Session;
  /** What can be broken by hand; without it the menus do not offer it. */
  interventions?: Interventions | undefined;
  ref?: Ref<CanvasHandle>;
};

const EDGE_TYPES = { link: LinkEdge };
const ADDS_TO_SELECTION = ["Shift", "Meta", "Control"];
/** The middle button moves the view, whatever the left one does. */
const PANS_BY_MIDDLE = [1];
const PANS_BY_ALL = [0, 1];

/** Everything on the canvas and every gesture on it. */
export function CanvasStage({ session, interventions, ref }: CanvasStageProps) {
  const { view } = session;
  const root = useRef<HTMLDivElement>(null);
  const [ratio, setRatio] = useState(1);
  const [details] = useState(createDetailKeeper);
  useGivenSizes();
  const stage = useStage(session, interventions, root, ref);
  const { finding, focused, linking, projection } = stage;
  const { nodes, links } = projection;
  const isHand = useStore(view, (state) => state.isHand);
  const showKeptView = useKeptViewport(view, stage.fitView);
  const events = useCanvasEvents(session, stage, root);
  details.know(projection.frames);
  useZoomLevel(root, details);
  useHold(root, view);

  return (
    <GestureContext value={stage.gestures}>
      <DetailContext value={details}>
        <CoursesContext value={stage.courses}>
          <ReactFlow
            ref={root}
            className={styles.canvas}
            style={useFarPictures()}
            tabIndex={0}
            aria-label="Canvas"
            aria-activedescendant={focused === undefined ? undefined : nodeElementId(focused)}
            data-region-focus
            data-linking={linking.draft !== undefined}
            data-finding={finding.standsOut !== undefined}
            nodes={nodes}
            edges={links}
            nodeTypes={nodeTypes}
            edgeTypes={EDGE_TYPES}
            {...events}
            onInit={showKeptView}
            minZoom={LEAST_ZOOM}
            maxZoom={MOST_ZOOM}
            nodeDragThreshold={0}
            panOnScroll
            panOnDrag={isHand ? PANS_BY_ALL : PANS_BY_MIDDLE}
            selectionOnDrag={!isHand}
            // Where a drag selects by itself, Shift is free to add what is clicked.
            selectionKeyCode={isHand ? "Shift" : null}
            zoomOnDoubleClick={false}
            selectionMode={SelectionMode.Partial}
            multiSelectionKeyCode={ADDS_TO_SELECTION}
            deleteKeyCode={null}
            panActivationKeyCode={null}
            nodesFocusable={false}
            edgesFocusable={false}
            nodesConnectable={false}
            disableKeyboardA11y
            elevateNodesOnSelect={false}
            zIndexMode="manual"
            attributionPosition="top-right"
          >
            <MessageLayer courses={projection.courses} onRatio={setRatio} />
            <CanvasOverlays session={session} stage={stage} />
          </ReactFlow>
        </CoursesContext>
      </DetailContext>
      <CanvasFurniture session={session} stage={stage} messagesPerDot={ratio} />
    </GestureContext>
  );
}
