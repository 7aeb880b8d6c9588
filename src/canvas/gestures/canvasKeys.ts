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

/**
 * Handles the keys that move about the canvas and end its gestures; whether it was one of them. Keys
 * of acts (delete, rename, connect, zoom) are in the list of acts.
 */
export function handleCanvasKey(event: KeyboardEvent, targets: KeyTargets): boolean {
  if (event.ctrlKey || event.metaKey) return false;
  if (targets.links.draft?.isByKeyboard) return handleConnecting(event, targets.links);
  const direction = DIRECTIONS[event.key];
  if (event.shiftKey && event.altKey) return false;
  if (direction) return handleArrow(direction, event, targets);
  if (event.key === "Tab") return handleTab(event.shiftKey, targets);
  return handleOther(event, targets);
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
      return typeAhead(event.key, links);
  }
}

/** Letters typed in short order are the beginning of one name. */
const PAUSE_MS = 900;
let typed = { letters: "", at: 0 };

function typeAhead(key: string, links: LinkGesture): boolean {
  if (key.length !== 1) return false;
  const now = performance.now();
  const before = now - typed.at < PAUSE_MS ? typed.letters : "";
  typed = { letters: before + key.toLowerCase(), at: now };
  links.jump(typed.letters);
  return true;
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

function handleOther(event: KeyboardEvent, targets: KeyTargets): boolean {
  const { view, focused, acts, focus, openMenu } = targets;
  const { selection } = view.getState();
  const one = focused ?? (selection.nodes.length === 1 ? selection.nodes[0] : undefined);
  switch (event.key) {
    case "Enter":
      if (one !== undefined) acts.rename(one);
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
      return false;
  }
}
