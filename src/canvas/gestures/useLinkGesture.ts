import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef, useState } from "react";
import {
  connect,
  type Design,
  type DesignStore,
  type End,
  type LinkVerdict,
  linkVerdict,
  reconnect,
  whyNotReconnect,
} from "../../design/index.ts";
import { centerOf, type Point, type Rect, thingAt } from "../../geometry/index.ts";
import { select, type ViewStore } from "../../view/index.ts";
import { readingOrder } from "./readingOrder.ts";

/** A link that is being drawn, or one of whose ends is led elsewhere. */
export interface LinkDraft {
  /** The node at the end that stays. */
  source: string;
  /** Where its loose end is. */
  to: Point;
  target: string | undefined;
  /** What it would be; without a kind, why it can be nothing. */
  verdict: LinkVerdict | undefined;
  isByKeyboard: boolean;
  /** The link that is led elsewhere, and which of its ends; without it, the link is new. */
  led?: { link: string; end: End } | undefined;
}

export interface LinkGesture {
  draft: LinkDraft | undefined;
  /** Draws from a node with the pointer, until it is let go. */
  begin(source: string, client: Point): void;
  /** Leads an end of a link elsewhere with the pointer, until it is let go. */
  lead(link: string, end: End, client: Point): void;
  /** Chooses the target with keys: the first that can be linked. Whether there is any. */
  beginByKeyboard(source: string): boolean;
  leadByKeyboard(link: string, end: End): boolean;
  /** Goes to the next or previous target that can be linked. */
  cycle(step: 1 | -1): void;
  /** Goes to the first target whose name begins with these letters. */
  jump(letters: string): void;
  confirm(): void;
  cancel(): void;
}

type From = Pick<LinkDraft, "source" | "led">;

/** @param onLoose is told when a new link is let go over nothing: from where, and at which point of the window */
export function useLinkGesture(
  designs: DesignStore,
  view: ViewStore,
  frames: ReadonlyMap<string, Rect>,
  onLoose: (source: string, client: Point) => void,
): LinkGesture {
  const { screenToFlowPosition } = useReactFlow();
  const [draft, setDraft] = useState<LinkDraft | undefined>();
  const latest = useRef<LinkDraft | undefined>(undefined);
  const places = useRef(frames);
  places.current = frames;
  const show = useCallback((next: LinkDraft | undefined) => {
    latest.current = next;
    setDraft(next);
  }, []);

  const pointTo = useCallback(
    ({ source, led }: From, client: Point) => {
      const to = screenToFlowPosition(client);
      const { design } = designs.getState();
      const target = linkableAt(design, places.current, to, source);
      const verdict = target === undefined ? undefined : verdictOf(design, { source, led }, target);
      show({ source, led, to, target, verdict, isByKeyboard: false });
    },
    [designs, screenToFlowPosition, show],
  );

  const confirm = useCallback(
    (client?: Point) => {
      const done = latest.current;
      show(undefined);
      if (!done) return;
      if (done.target === undefined && !done.led && client) onLoose(done.source, client);
      else commit(designs, view, done);
    },
    [designs, view, show, onLoose],
  );

  usePointer(draft, pointTo, confirm, () => show(undefined));

  const aim = (from: From, target: string) => {
    const frame = places.current.get(target);
    const verdict = verdictOf(designs.getState().design, from, target);
    if (frame) show({ ...from, to: centerOf(frame), target, verdict, isByKeyboard: true });
  };
  const targetsOf = (from: From) => {
    const { design } = designs.getState();
    return readingOrder(places.current).filter((key) => verdictOf(design, from, key).kind);
  };
  const beginAt = (from: From) => {
    const [first] = targetsOf(from);
    if (first !== undefined) aim(from, first);
    return first !== undefined;
  };
  return {
    draft,
    begin: useCallback((source, client) => pointTo({ source }, client), [pointTo]),
    lead(link, end, client) {
      const from = ledFrom(designs.getState().design, link, end);
      if (from) pointTo(from, client);
    },
    beginByKeyboard: (source) => beginAt({ source }),
    leadByKeyboard(link, end) {
      const from = ledFrom(designs.getState().design, link, end);
      return from !== undefined && beginAt(from);
    },
    cycle(step) {
      if (!latest.current) return;
      const targets = targetsOf(latest.current);
      const at = targets.indexOf(latest.current.target ?? "");
      const chosen = targets[(at + step + targets.length) % targets.length];
      if (chosen !== undefined) aim(latest.current, chosen);
    },
    jump(letters) {
      if (!latest.current) return;
      const { nodes } = designs.getState().design.system ?? {};
      const nameOf = (key: string) => (nodes?.[key]?.name ?? key).toLowerCase();
      const chosen = targetsOf(latest.current).find((key) => nameOf(key).startsWith(letters));
      if (chosen !== undefined) aim(latest.current, chosen);
    },
    confirm: () => confirm(),
    cancel: () => show(undefined),
  };
}

/** A link may end in a channel of a broker, not in the broker: over a box it is loose. */
function linkableAt(
  design: Design,
  frames: ReadonlyMap<string, Rect>,
  at: Point,
  source: string,
): string | undefined {
  const nodes = design.system?.nodes ?? {};
  const target = thingAt(frames, at, (key) => key !== source && nodes[key] !== undefined);
  const kind = target === undefined ? undefined : nodes[target]?.kind;
  return kind === "broker" || kind === "zone" ? undefined : target;
}

function ledFrom(design: Design, link: string, end: End): From | undefined {
  const ends = design.system?.links?.[link];
  if (!ends) return undefined;
  return { source: end === "target" ? ends.source : ends.target, led: { link, end } };
}

function verdictOf(design: Design, { source, led }: From, target: string): LinkVerdict {
  if (!led) return linkVerdict(design, source, target);
  const why = whyNotReconnect(design, led.link, led.end, target);
  const kind = design.system?.links?.[led.link]?.kind;
  if (why !== undefined || kind === undefined) return { says: why ?? "The link is gone." };
  const name = design.system?.nodes?.[target]?.name ?? target;
  return { kind, says: led.end === "target" ? `Lead it to ${name}` : `Lead it from ${name}` };
}

/** Writes the link into the design, if it makes sense. */
function commit(designs: DesignStore, view: ViewStore, draft: LinkDraft): void {
  const { source, target, verdict, led } = draft;
  const kind = verdict?.kind;
  if (target === undefined || kind === undefined) return;
  const done = led
    ? designs.edit("lead link elsewhere", (edited) => {
        reconnect(edited, led.link, led.end, target);
        return led.link;
      })
    : designs.edit("link", (edited) => connect(edited, source, target, kind));
  if (done.ok) select(view, [], [done.value]);
}

/** Follows the pointer while a link hangs on it. */
function usePointer(
  draft: LinkDraft | undefined,
  pointTo: (from: From, client: Point) => void,
  confirm: (client: Point) => void,
  cancel: () => void,
): void {
  const stop = useRef(cancel);
  stop.current = cancel;
  useEffect(() => {
    if (!draft || draft.isByKeyboard) return;
    const clientOf = (event: PointerEvent) => ({ x: event.clientX, y: event.clientY });
    const move = (event: PointerEvent) => pointTo(draft, clientOf(event));
    const up = (event: PointerEvent) => confirm(clientOf(event));
    const end = () => stop.current();
    const letGo = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      end();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", letGo, true);
    return () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", letGo, true);
    };
  }, [draft, pointTo, confirm]);
}
