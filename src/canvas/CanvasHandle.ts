import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type Ref, type RefObject, useImperativeHandle } from "react";
import type { CanvasCommands } from "../actions/index.ts";
import type { Point } from "../geometry/index.ts";
import type { CanvasActs, PlaceableThing } from "./gestures/useCanvasActs.ts";

/** What other parts of the page may ask of the canvas. */
export interface CanvasHandle extends CanvasCommands {
  /** Puts a new thing at a point of the window; nothing when that is not on the canvas. */
  placeAt(thing: PlaceableThing, client: Point): boolean;
  /** Puts a new thing where there is room, and the keyboard on it. */
  placeAnywhere(thing: PlaceableThing): void;
  zoom(): number;
}

type HandleParts = {
  root: RefObject<HTMLElement | null>;
  acts: CanvasActs;
  fitView: (keys?: readonly string[]) => void;
  focus: (key: string | undefined) => void;
  connectFrom: (id: string) => void;
  showLink: (id: string) => void;
};

export function useCanvasHandle(ref: Ref<CanvasHandle> | undefined, parts: HandleParts): void {
  const { screenToFlowPosition, getZoom, zoomTo } = useReactFlow();
  const graph = useStoreApi();
  const { root, acts, fitView, focus, connectFrom, showLink } = parts;
  const takeFocus = () => root.current?.focus({ preventScroll: true });
  useImperativeHandle(ref, () => ({
    placeAt(thing, client) {
      const box = root.current?.getBoundingClientRect();
      const isOnCanvas =
        box !== undefined &&
        client.x >= box.left &&
        client.x <= box.right &&
        client.y >= box.top &&
        client.y <= box.bottom;
      if (!isOnCanvas) return false;
      acts.place(thing, screenToFlowPosition(client));
      root.current?.focus();
      return true;
    },
    placeAnywhere(thing) {
      const { transform, width, height } = graph.getState();
      const [x, y, zoom] = transform;
      const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
      const key = acts.place(thing, acts.freePlace(thing, seen));
      root.current?.focus();
      focus(key);
    },
    fitView,
    zoom: getZoom,
    zoomTo: (zoom) => void zoomTo(zoom),
    goTo(key) {
      takeFocus();
      focus(key);
    },
    show: focus,
    showLink,
    rename: acts.rename,
    connectFrom(id) {
      takeFocus();
      connectFrom(id);
    },
    remove(keys, links) {
      focus(undefined);
      acts.remove(keys, links);
    },
  }));
}
