import { type NodeChange, useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useRef, useState } from "react";
import type { Session } from "../../actions/index.ts";
import {
  around,
  containerJoined,
  type Design,
  framesOf,
  insertInto,
  isContainer,
  type Moved,
  nameOf,
  problemSentence,
  settle,
  whyNotInsert,
} from "../../design/index.ts";
import { type Course, centerOf, type Rect } from "../../geometry/index.ts";
import { showToast } from "../../ui/index.ts";
import type { CanvasNode } from "../projection/NodeProjection.ts";
import { linkAt } from "./linkAt.ts";
import { withPositions } from "./moved.ts";
import { type Guide, snapped } from "./snapping.ts";

export interface MoveGesture {
  moved: Moved | undefined;
  guides: readonly Guide[];
  /** The link that what is dragged would be put into. */
  over: string | undefined;
  /** The container that it would join. */
  into: string | undefined;
  /** Follows the pointer; the design does not change yet. */
  drag(changes: readonly NodeChange<CanvasNode>[]): void;
  /** Ends the drag: one step of undo, whatever was moved. */
  drop(draggedKeys: readonly string[]): void;
  /** Shows things at other places for a moment, without an edit; undefined ends it. */
  show(places: Moved | undefined): void;
}

type Courses = ReadonlyMap<string, { course: Course }>;

interface Drag {
  moved: Moved;
  guides: readonly Guide[];
  over: string | undefined;
  into: string | undefined;
}

/** Pixels of the screen within which a guide catches, and a link takes in. */
const REACH = 7;

export function useMoveGesture({ designs, view }: Session, courses: () => Courses): MoveGesture {
  const [drag, setDrag] = useState<Drag | undefined>();
  const latest = useRef<Drag | undefined>(undefined);
  const before = useRef<ReadonlyMap<string, Rect>>(undefined);
  const { getZoom } = useReactFlow();
  const graph = useStoreApi();
  const isFree = useFreeKey();
  const show = (next: Drag | undefined) => {
    latest.current = next;
    if (!next) before.current = undefined;
    setDrag(next);
  };
  const isLetGo = useEscape(latest, () => show(undefined));
  return {
    moved: drag?.moved,
    guides: drag?.guides ?? [],
    over: drag?.over,
    into: drag?.into,
    drag(changes) {
      if (isLetGo.current) return;
      const { design } = designs.getState();
      before.current ??= framesOf(design);
      const frames = before.current;
      const raw = withPositions(changes, design, frames);
      if (!raw) return;
      const isDragged = (key: string) =>
        changes.some((change) => change.type === "position" && change.id === key);
      const box = around(
        [...raw].flatMap(([key, at]) => {
          const frame = frames.get(key);
          return frame && isDragged(key) ? [{ ...frame, ...at }] : [];
        }),
      );
      const snaps = view.getState().snaps && !isFree.current;
      const others = snaps ? neighborsOf(frames, raw, graph.getState()) : [];
      const { by, guides } =
        snaps && box ? snapped(box, others, REACH / getZoom()) : { by: { x: 0, y: 0 }, guides: [] };
      const moved = new Map([...raw].map(([key, at]) => [key, { x: at.x + by.x, y: at.y + by.y }]));
      const over = linkUnder(design, moved, frames, courses(), REACH / getZoom());
      show({ moved, guides, over, into: containerJoined(design, moved, frames) });
    },
    drop(draggedKeys) {
      const { moved, over } = latest.current ?? {};
      const frames = before.current;
      isLetGo.current = false;
      show(undefined);
      if (!moved || !frames) return;
      const { design } = designs.getState();
      const [only] = draggedKeys;
      const verb = over === undefined ? "move" : "insert";
      const what = nameOf(design, draggedKeys);
      const done = designs.edit(`${verb} ${what}`, (draft) => {
        settle(draft, moved, frames);
        if (over !== undefined && only !== undefined) insertInto(draft, over, only);
      });
      // A broker need not take every channel: it says why, and the channel is where it was.
      if (!done.ok && designs.getState().readOnly === undefined)
        showToast({
          text: `${what} cannot go there. ${problemSentence(done.problems[0])}`,
          tone: "warn",
        });
    },
    show: (places) =>
      show(places && { moved: places, guides: [], over: undefined, into: undefined }),
  };
}

type GraphView = { transform: [number, number, number]; width: number; height: number };

/** What may give a guide: things in view that stay, without the boxes around what is dragged. */
function neighborsOf(frames: ReadonlyMap<string, Rect>, moved: Moved, seen: GraphView): Rect[] {
  const [x, y, zoom] = seen.transform;
  const [left, top] = [-x / zoom, -y / zoom];
  const [right, bottom] = [left + seen.width / zoom, top + seen.height / zoom];
  return [...frames].flatMap(([key, frame]) => {
    const isSeen =
      frame.x < right &&
      frame.x + frame.width > left &&
      frame.y < bottom &&
      frame.y + frame.height > top;
    return isSeen && !moved.has(key) ? [frame] : [];
  });
}

/** The link that a lone node without links would be put into where it is. */
function linkUnder(
  design: Design,
  moved: Moved,
  frames: ReadonlyMap<string, Rect>,
  courses: Courses,
  reach: number,
): string | undefined {
  const [[key, at] = []] = moved;
  const node = key === undefined ? undefined : design.system?.nodes?.[key];
  const frame = key === undefined ? undefined : frames.get(key);
  if (moved.size !== 1 || !node || !at || !frame || isContainer(node.kind)) return undefined;
  const links = Object.values(design.system?.links ?? {});
  if (links.some(({ source, target }) => source === key || target === key)) return undefined;
  const id = linkAt(courses, centerOf({ ...frame, ...at }), Math.max(reach, frame.height / 3));
  return id !== undefined && whyNotInsert(design, id, node) === undefined ? id : undefined;
}

/** Escape lets go of what is dragged: it is where it was, until the button is released. */
function useEscape(drag: { current: Drag | undefined }, letGo: () => void) {
  const isLetGo = useRef(false);
  const latest = useRef(letGo);
  latest.current = letGo;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !drag.current) return;
      event.preventDefault();
      isLetGo.current = true;
      latest.current();
    };
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, [drag]);
  return isLetGo;
}

/** While Ctrl (or ⌘) is held, nothing snaps. */
function useFreeKey() {
  const isFree = useRef(false);
  useEffect(() => {
    const follow = (event: PointerEvent) => {
      isFree.current = event.ctrlKey || event.metaKey;
    };
    window.addEventListener("pointermove", follow, true);
    return () => window.removeEventListener("pointermove", follow, true);
  }, []);
  return isFree;
}
