import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type Ref, type RefObject, useImperativeHandle } from "react";
import type { CanvasCommands } from "../actions/index.ts";
import type { End } from "../design/index.ts";
import type { Point, Rect } from "../geometry/index.ts";
import { showToast } from "../ui/index.ts";
import type { Joint, PlaceableThing, Reception } from "./add/addThing.ts";
import type { CanvasActs } from "./gestures/useCanvasActs.ts";

/** What other parts of the page may ask of the canvas. */
export interface CanvasHandle extends CanvasCommands {
  /** Puts a new thing at a point of the window, into a link that is there; whether that is on the canvas. */
  placeAt(thing: PlaceableThing, client: Point): boolean;
  /** Shows where a thing would go that is dragged over a point of the window; undefined when it is let go. */
  hoverAt(thing: PlaceableThing, client: Point | undefined): void;
  /** Puts a new thing where there is room, and the keyboard on it. */
  placeAnywhere(thing: PlaceableThing): void;
  zoom(): number;
}

/** What the canvas itself does for others. */
export type HandleParts = {
  root: RefObject<HTMLElement | null>;
  acts: CanvasActs;
  focus: (key: string | undefined) => void;
  /** Where the pointer is over the canvas, in pixels of the window. */
  pointer: () => Point | undefined;
  /** The part of the canvas that is in view. */
  seen: () => Rect;
  /** How a thing that is let go at a point would be linked. */
  jointAt: (thing: PlaceableThing, at: Point) => Joint;
  /** What would take it in there. */
  receptionAt: (thing: PlaceableThing, at: Point) => Reception;
  hover: (reception: Reception | undefined) => void;
  /** Whether there is anything that a link could lead to. */
  connectFrom: (key: string) => boolean;
  reconnectFrom: (link: string, end: End) => boolean;
} & Pick<CanvasCommands, "breakagesOf" | "fitView" | "showLink" | "add" | "find" | "tidy">;

const NO_TARGET = "Nothing on the canvas can follow here.";
const NO_OTHER_END = "The link can lead nowhere else.";

export function useCanvasHandle(ref: Ref<CanvasHandle> | undefined, parts: HandleParts): void {
  const { screenToFlowPosition, getZoom, zoomTo } = useReactFlow();
  const { root, acts, focus, pointer, seen, jointAt, receptionAt, hover, ...others } = parts;
  const { connectFrom, reconnectFrom, ...commands } = others;
  const takeFocus = () => root.current?.focus({ preventScroll: true });
  const isOver = (client: Point) => {
    const box = root.current?.getBoundingClientRect();
    return box !== undefined && isInside(box, client);
  };
  useImperativeHandle(ref, () => ({
    ...commands,
    placeAt(thing, client) {
      hover(undefined);
      if (!isOver(client)) return false;
      const at = screenToFlowPosition(client);
      acts.place(thing, at, jointAt(thing, at));
      takeFocus();
      return true;
    },
    hoverAt(thing, client) {
      const isHere = client !== undefined && isOver(client);
      hover(isHere ? receptionAt(thing, screenToFlowPosition(client)) : undefined);
    },
    placeAnywhere(thing) {
      const { middle, inside } = acts.freePlace(thing, seen());
      const key = acts.place(thing, middle, { inside });
      takeFocus();
      focus(key);
    },
    takeFocus,
    zoom: getZoom,
    zoomTo: (zoom) => void zoomTo(zoom),
    goTo(key) {
      takeFocus();
      focus(key);
    },
    show: focus,
    rename: acts.rename,
    connectFrom(id) {
      takeFocus();
      if (!connectFrom(id)) showToast({ text: `${NO_TARGET} Press A to add what can.` });
    },
    reconnectFrom(link, end) {
      takeFocus();
      if (!reconnectFrom(link, end)) showToast({ text: NO_OTHER_END });
    },
    remove(keys, links) {
      focus(undefined);
      acts.remove(keys, links);
    },
    pastePlace() {
      const client = pointer();
      if (client) return screenToFlowPosition(client);
      const { x, y, width, height } = seen();
      return { x: x + width / 2, y: y + height / 2 };
    },
  }));
}

function isInside({ left, right, top, bottom }: DOMRect, { x, y }: Point): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** The part of the canvas that is in view, whenever it is asked. */
export function useSeen(): () => Rect {
  const graph = useStoreApi();
  return () => {
    const { transform, width, height } = graph.getState();
    const [x, y, zoom] = transform;
    return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  };
}
