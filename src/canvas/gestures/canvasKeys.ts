import type { KeyboardEvent } from "react";
import type { DesignStore } from "../../design/index.ts";
import type { Rect } from "../../geometry/index.ts";
import { select, type ViewStore } from "../../view/index.ts";
import { type Direction, nearestToward, readingOrder } from "./readingOrder.ts";
import type { CanvasActs } from "./useCanvasActs.ts";
import type { LinkGesture } from "./useLinkGesture.ts";

/** What the keys of the canvas work on. */
export interface KeyTargets {
  designs: DesignStore;
  view: ViewStore;
  frames: ReadonlyMap<string, Rect>;
  focused: string | undefined;
  acts: CanvasActs;
  links: LinkGesture;
  /** Brings a thing into focus: it is selected and comes into view. */
  focus(key: string | undefined): void;
  openMenu(key: string): void;
  fitView(keys?: readonly string[]): void;
  zoomTo(zoom: number): void;
}

const DIRECTIONS: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
const STEPS: Record<Direction, { x: number; y: number }> = {
  left: { x: -8, y: 0 },
  right: { x: 8, y: 0 },
  up: { x: 0, y: -8 },
  down: { x: 0, y: 8 },
};
const LARGE_STEP = 5;

/** Handles a key while the canvas has the focus; whether it was one of the canvas. */
export function handleCanvasKey(event: KeyboardEvent, targets: KeyTargets): boolean {
  if (event.ctrlKey || event.metaKey) return false;
  if (targets.links.draft?.isByKeyboard) return handleConnecting(event, targets.links);
  const direction = DIRECTIONS[event.key];
  if (direction) return handleArrow(direction, event, targets);
  if (event.key === "Tab") return handleTab(event.shiftKey, targets);
  return handleLetter(event, targets);
}

function handleConnecting(event: KeyboardEvent, links: LinkGesture): boolean {
  switch (event.key) {
    case "Tab":
      links.cycle(event.shiftKey ? -1 : 1);
      return true;
    case "ArrowRight":
    case "ArrowDown":
      links.cycle(1);
      return true;
    case "ArrowLeft":
    case "ArrowUp":
      links.cycle(-1);
      return true;
    case "Enter":
      links.confirm();
      return true;
    case "Escape":
      links.cancel();
      return true;
    default:
      return false;
  }
}

/** To the next thing in reading order; past the last one the focus leaves the canvas. */
function handleTab(isBack: boolean, { frames, focused, focus }: KeyTargets): boolean {
  const order = readingOrder(frames);
  const at = focused === undefined ? -1 : order.indexOf(focused);
  const next = isBack ? (at === -1 ? order.length - 1 : at - 1) : at + 1;
  const key = order[next];
  focus(key);
  return key !== undefined;
}

function handleArrow(direction: Direction, event: KeyboardEvent, targets: KeyTargets): boolean {
  const { view, frames, focused, focus, acts } = targets;
  if (event.altKey) {
    const from = focused === undefined ? undefined : frames.get(focused);
    if (focused === undefined || !from) return false;
    const next = nearestToward(from, direction, neighborsOf(focused, targets), frames);
    if (next !== undefined) focus(next);
    return true;
  }
  const selected = view.getState().selection.nodes;
  const keys = selected.length > 0 ? selected : focused === undefined ? [] : [focused];
  if (keys.length === 0) return false;
  const step = STEPS[direction];
  const size = event.shiftKey ? LARGE_STEP : 1;
  acts.nudge(keys, { x: step.x * size, y: step.y * size });
  return true;
}

function neighborsOf(id: string, { designs }: KeyTargets): string[] {
  const links = Object.values(designs.getState().design.system?.links ?? {});
  return links.flatMap(({ source, target }) =>
    source === id ? [target] : target === id ? [source] : [],
  );
}

function handleLetter(event: KeyboardEvent, targets: KeyTargets): boolean {
  const { view, focused, acts, links, focus, openMenu } = targets;
  const { selection } = view.getState();
  const one = focused ?? (selection.nodes.length === 1 ? selection.nodes[0] : undefined);
  switch (event.key) {
    case "Delete":
    case "Backspace":
      if (selection.nodes.length + selection.links.length === 0) return false;
      focus(undefined);
      acts.remove(selection.nodes, selection.links);
      return true;
    case "F2":
    case "Enter":
      if (one !== undefined) acts.rename(one);
      return one !== undefined;
    case "c":
      if (one !== undefined) links.beginByKeyboard(one);
      return one !== undefined;
    case "ContextMenu":
      if (one !== undefined) openMenu(one);
      return one !== undefined;
    case "F10":
      if (event.shiftKey && one !== undefined) openMenu(one);
      return event.shiftKey && one !== undefined;
    case "Escape":
      if (focused === undefined && selection.nodes.length + selection.links.length === 0)
        return false;
      focus(undefined);
      select(view, []);
      return true;
    default:
      return handleZoomKey(event, targets);
  }
}

function handleZoomKey(event: KeyboardEvent, { fitView, zoomTo, view }: KeyTargets): boolean {
  if (event.code === "Digit0" && !event.shiftKey) zoomTo(1);
  else if (event.code === "Digit1" && event.shiftKey) fitView();
  else if (event.code === "Digit2" && event.shiftKey) fitView(view.getState().selection.nodes);
  else return false;
  return true;
}
