import { type Edge, type Node, ReactFlow, SelectionMode, useReactFlow } from "@xyflow/react";
import { type KeyboardEvent, type MouseEvent, type Ref, useMemo, useRef, useState } from "react";
import type { Design, DesignStore } from "../design/index.ts";
import { noteOfKey, type Rect } from "../geometry/index.ts";
import { ContextMenu } from "../ui/index.ts";
import { select, type ViewStore } from "../view/index.ts";
import styles from "./Canvas.module.css";
import { type CanvasHandle, useCanvasHandle } from "./CanvasHandle.ts";
import { EmptyCanvas } from "./EmptyCanvas.tsx";
import { handleCanvasKey } from "./gestures/canvasKeys.ts";
import type { Interventions } from "./gestures/faultEntries.ts";
import { LinkOverlay } from "./gestures/LinkOverlay.tsx";
import { RenameField } from "./gestures/RenameField.tsx";
import { type CanvasActs, useCanvasActs } from "./gestures/useCanvasActs.ts";
import { useCanvasMenu } from "./gestures/useCanvasMenu.ts";
import { useLinkGesture } from "./gestures/useLinkGesture.ts";
import { useMoveGesture } from "./gestures/useMoveGesture.ts";
import { LinkEdge } from "./links/LinkEdge.tsx";
import { Legend } from "./messages/Legend.tsx";
import { MessageLayer } from "./messages/MessageLayer.tsx";
import { GestureContext } from "./nodes/GestureContext.ts";
import { nodeElementId } from "./nodes/NodeCard.tsx";
import { nodeTypes } from "./nodes/nodeTypes.ts";
import { followSelection, useReveal } from "./useAttention.ts";
import { LEAST_ZOOM, MOST_ZOOM, useFit } from "./useFit.ts";
import { useKeptViewport } from "./useKeptViewport.ts";
import { useProjection } from "./useProjection.ts";
import { useZoomLevel } from "./useZoomLevel.ts";
import { ZoomControl } from "./ZoomControl.tsx";

export type CanvasStageProps = {
  designs: DesignStore;
  view: ViewStore;
  /** What can be broken by hand; without it the menus do not offer it. */
  interventions?: Interventions | undefined;
  ref?: Ref<CanvasHandle>;
};

const EDGE_TYPES = { link: LinkEdge };
const GRID: [number, number] = [8, 8];
const ADDS_TO_SELECTION = ["Shift", "Meta", "Control"];
/** Small designs are drawn whole, which makes moving the view smoother. */
const CULLED_ABOVE = 80;

/** Everything on the canvas and every gesture on it. */
export function CanvasStage({ designs, view, interventions, ref }: CanvasStageProps) {
  const root = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | undefined>();
  const [ratio, setRatio] = useState(1);
  const move = useMoveGesture(designs);
  const projection = useProjection(designs, view, move.moved, focused);
  const { design, frames, nodes, links, courses } = projection;
  const linking = useLinkGesture(designs, view, frames);
  const acts = useCanvasActs(designs, view);
  const reveal = useReveal(frames);
  const fitView = useFit(frames);
  const keptViewport = useKeptViewport(view, fitView);
  const { flowToScreenPosition } = useReactFlow();
  const menu = useCanvasMenu(designs, interventions, {
    connectFrom: linking.beginByKeyboard,
    rename: acts.rename,
    remove: acts.remove,
  });
  useZoomLevel(root);

  const takeFocus = () => root.current?.focus({ preventScroll: true });
  const focus = (key: string | undefined) => {
    setFocused(key);
    if (key === undefined) return;
    select(view, [key]);
    reveal(key);
  };
  const showLink = (id: string) => {
    select(view, [], [id]);
    const link = design.system?.links?.[id];
    if (link) reveal(link.source);
  };
  useCanvasHandle(ref, {
    root,
    acts,
    fitView,
    focus,
    showLink,
    connectFrom: linking.beginByKeyboard,
  });
  const openMenuAtNode = (key: string) => {
    const frame = frames.get(key);
    if (frame) menu.openForNode(key, flowToScreenPosition({ x: frame.x + 16, y: frame.y + 28 }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== root.current) return;
    const targets = { designs, view, frames, focused, acts, links: linking };
    const isOurs = handleCanvasKey(event, { ...targets, focus, openMenu: openMenuAtNode });
    if (isOurs) event.preventDefault();
  };
  const openMenu = (event: MouseEvent, thing: Node | Edge) => {
    event.preventDefault();
    const at = { x: event.clientX, y: event.clientY };
    if ("position" in thing) {
      if (!thing.selected) select(view, [thing.id]);
      menu.openForNode(thing.id, at);
    } else {
      select(view, [], [thing.id]);
      menu.openForLink(thing.id, at);
    }
  };
  const attend = (_: MouseEvent, node: Node) => {
    setFocused(node.id);
    takeFocus();
  };
  const gestures = useMemo(() => ({ beginLink: linking.begin }), [linking.begin]);
  return (
    <GestureContext value={gestures}>
      <ReactFlow
        ref={root}
        className={styles.canvas}
        tabIndex={0}
        aria-label="Canvas"
        aria-activedescendant={focused === undefined ? undefined : nodeElementId(focused)}
        data-region-focus
        data-linking={linking.draft !== undefined}
        onKeyDown={onKeyDown}
        nodes={nodes}
        edges={links}
        nodeTypes={nodeTypes}
        edgeTypes={EDGE_TYPES}
        onNodesChange={(changes) => {
          move.drag(changes);
          followSelection(view, "nodes", changes);
        }}
        onEdgesChange={(changes) => followSelection(view, "links", changes)}
        onNodeDragStop={(_, node, all) =>
          move.drop(all.length > 0 ? all.map(({ id }) => id) : [node.id])
        }
        onSelectionDragStop={(_, all) => move.drop(all.map(({ id }) => id))}
        onNodeClick={attend}
        onNodeDoubleClick={(_, node) => acts.rename(node.id)}
        onNodeContextMenu={openMenu}
        onEdgeContextMenu={openMenu}
        onPaneClick={() => {
          setFocused(undefined);
          takeFocus();
        }}
        {...keptViewport}
        minZoom={LEAST_ZOOM}
        maxZoom={MOST_ZOOM}
        nodeDragThreshold={0}
        snapToGrid
        snapGrid={GRID}
        panOnScroll
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
        onlyRenderVisibleElements={nodes.length > CULLED_ABOVE}
        attributionPosition="top-right"
      >
        <MessageLayer courses={courses} onRatio={setRatio} />
        {linking.draft && <LinkOverlay draft={linking.draft} frames={frames} />}
        <Renaming acts={acts} design={design} frames={frames} onDone={takeFocus} />
      </ReactFlow>
      {frames.size === 0 && <EmptyCanvas />}
      {frames.size > 0 && <Legend messagesPerDot={ratio} />}
      <ZoomControl onFit={fitView} />
      <ContextMenu
        at={menu.open?.at ?? null}
        label={menu.open?.label ?? ""}
        entries={menu.open?.entries ?? []}
        onClose={() => {
          menu.close();
          takeFocus();
        }}
      />
    </GestureContext>
  );
}

type RenamingProps = {
  acts: CanvasActs;
  design: Design;
  frames: ReadonlyMap<string, Rect>;
  onDone: () => void;
};

/** The name or note that is being written, if any. */
function Renaming({ acts, design, frames, onDone }: RenamingProps) {
  const { renaming } = acts;
  const frame = renaming === undefined ? undefined : frames.get(renaming);
  if (renaming === undefined || !frame) return null;
  const note = noteOfKey(renaming);
  const name = design.system?.nodes?.[renaming]?.name ?? renaming;
  const done = (finish: () => void) => {
    finish();
    onDone();
  };
  return (
    <RenameField
      frame={frame}
      text={note === undefined ? name : (design.notes?.[note]?.text ?? "")}
      isNote={note !== undefined}
      onCommit={(text) => done(() => acts.writeName(text))}
      onCancel={() => done(acts.cancelRename)}
    />
  );
}
