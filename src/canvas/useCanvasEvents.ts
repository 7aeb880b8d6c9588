import { type Edge, type Node, type ReactFlowProps, useReactFlow } from "@xyflow/react";
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useContext,
  useMemo,
  useRef,
} from "react";
import type { Session } from "../actions/index.ts";
import type { Point } from "../geometry/index.ts";
import { select } from "../view/index.ts";
import { handleCanvasKey } from "./gestures/canvasKeys.ts";
import { linkAt } from "./gestures/linkAt.ts";
import { PaintersContext } from "./live/usePaint.ts";
import type { CanvasLink } from "./projection/LinkProjection.ts";
import type { CanvasNode } from "./projection/NodeProjection.ts";
import { followSelection } from "./useAttention.ts";
import type { Stage } from "./useStage.ts";

type CanvasEvents = Omit<ReactFlowProps<CanvasNode, CanvasLink>, "nodes" | "edges">;

/** Pixels of the screen beside a link within which it is meant: from afar a line is thinner than a hand is sure. */
const CLICK_REACH = 7;

/**
 * What happens on the canvas, as the graph view tells it. The functions stay the same from drawing to
 * drawing: the graph view hands them to every node and link, and would draw all of them anew.
 */
export function useCanvasEvents(
  session: Session,
  stage: Stage,
  root: RefObject<HTMLElement | null>,
): CanvasEvents {
  const { flowToScreenPosition, screenToFlowPosition, getZoom } = useReactFlow();
  const painters = useContext(PaintersContext);
  const latest = useRef(stage);
  latest.current = stage;
  return useMemo(() => {
    const now = () => latest.current;
    const { view } = session;
    const openMenuAtNode = (key: string) => {
      const { menu, projection } = now();
      const frame = projection.frames.get(key);
      if (frame) menu.openForNode(key, flowToScreenPosition({ x: frame.x + 16, y: frame.y + 28 }));
    };
    const openMenu = (event: MouseEvent, thing: Node | Edge) => {
      event.preventDefault();
      const at = pointOf(event);
      if ("position" in thing) now().menu.openForNode(thing.id, at);
      else now().menu.openForLink(thing.id, at);
    };
    const linkNear = (client: Point) =>
      linkAt(
        now().projection.courses,
        screenToFlowPosition(client, { snapToGrid: false }),
        CLICK_REACH / getZoom(),
      );
    return {
      onKeyDown: (event: KeyboardEvent) => {
        if (event.target !== root.current) return;
        const { acts, focus, focused, linking, projection } = now();
        const targets = { ...session, frames: projection.frames, focused, acts, links: linking };
        if (handleCanvasKey(event, { ...targets, focus, openMenu: openMenuAtNode }))
          event.preventDefault();
      },
      onNodesChange: (changes) => {
        now().move.drag(changes);
        followSelection(view, "nodes", changes);
      },
      onEdgesChange: (changes) => followSelection(view, "links", changes),
      onMoveStart: () => painters.hold(true),
      onMoveEnd: (_, viewport) => {
        painters.hold(false);
        view.setState({ viewport: { ...viewport, isWhole: now().isWhole(viewport) } });
      },
      onNodeDragStart: () => painters.hold(true),
      onNodeDragStop: (_, node, all) => {
        painters.hold(false);
        now().move.drop(all.length > 0 ? all.map(({ id }) => id) : [node.id]);
      },
      onSelectionDragStop: (_, all) => now().move.drop(all.map(({ id }) => id)),
      onNodeClick: (event, node) => {
        // Also where the node was selected already, alone or with others: it is what is asked about now.
        session.problems.setState({ chosen: undefined });
        if (!event.shiftKey && !event.ctrlKey && !event.metaKey) select(view, [node.id]);
        now().setFocused(node.id);
        now().takeFocus();
      },
      onNodeDoubleClick: (_, node) => now().acts.rename(node.id),
      onNodeContextMenu: openMenu,
      onEdgeContextMenu: openMenu,
      onEdgeClick: () => now().takeFocus(),
      onEdgeDoubleClick: (event, { id }) => now().adding.askWithin(id, pointOf(event)),
      ...eventsOfPane(session, now, linkNear),
    };
  }, [flowToScreenPosition, getZoom, painters, root, screenToFlowPosition, session]);
}

const pointOf = ({ clientX, clientY }: MouseEvent): Point => ({ x: clientX, y: clientY });

/** What happens on the canvas beside everything that stands there; near a link, the link is meant. */
function eventsOfPane(
  session: Session,
  now: () => Stage,
  linkNear: (client: Point) => string | undefined,
): CanvasEvents {
  return {
    onPaneContextMenu: (event) => {
      event.preventDefault();
      const at = { x: event.clientX, y: event.clientY };
      const link = linkNear(at);
      if (link === undefined) now().menu.openForPane(at);
      else now().menu.openForLink(link, at);
    },
    onSelectionEnd: () => {
      leaveLooseLinks(session);
      now().takeFocus();
    },
    onMouseDown: (event) => {
      // The browser would select a word of whatever text is nearest.
      if (event.detail > 1 && isOnPane(event)) event.preventDefault();
    },
    onDoubleClick: (event) => {
      if (!isOnPane(event)) return;
      const at = pointOf(event);
      const link = linkNear(at);
      if (link === undefined) now().adding.askAt(at);
      else now().adding.askWithin(link, at);
    },
    onPaneClick: (event) => {
      now().setFocused(undefined);
      now().takeFocus();
      const link = linkNear(pointOf(event));
      // The graph view empties the selection after this.
      if (link !== undefined) queueMicrotask(() => select(session.view, [], [link]));
    },
  };
}

/** Whether the pointer is on the canvas itself, and on nothing that stands there. */
function isOnPane({ target }: MouseEvent): boolean {
  return target instanceof Element && target.classList.contains("react-flow__pane");
}

/** A box selects what stands in it: of the links only those that lead from one such thing to another. */
function leaveLooseLinks({ designs, view }: Session): void {
  const { nodes, links } = view.getState().selection;
  if (nodes.length === 0) return;
  const all = designs.getState().design.system?.links ?? {};
  const isInside = (key: string | undefined) => key !== undefined && nodes.includes(key);
  const inside = links.filter((id) => isInside(all[id]?.source) && isInside(all[id]?.target));
  select(view, nodes, inside);
}
