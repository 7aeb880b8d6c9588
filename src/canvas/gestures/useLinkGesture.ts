import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { connect, type DesignStore, type LinkVerdict, linkVerdict } from "../../design/index.ts";
import { centerOf, type Point, type Rect, thingAt } from "../../geometry/index.ts";
import { select, type ViewStore } from "../../view/index.ts";
import { readingOrder } from "./readingOrder.ts";

/** A link that is being drawn. */
export interface LinkDraft {
  source: string;
  /** Where its loose end is. */
  to: Point;
  target: string | undefined;
  verdict: LinkVerdict | undefined;
  isByKeyboard: boolean;
}

export interface LinkGesture {
  draft: LinkDraft | undefined;
  /** Draws from a node with the pointer, until it is let go. */
  begin(source: string, client: Point): void;
  /** Chooses the target with keys: the first that can be linked. */
  beginByKeyboard(source: string): void;
  /** Goes to the next or previous target that can be linked. */
  cycle(step: 1 | -1): void;
  confirm(): void;
  cancel(): void;
}

export function useLinkGesture(
  designs: DesignStore,
  view: ViewStore,
  frames: ReadonlyMap<string, Rect>,
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
    (source: string, client: Point) => {
      const to = screenToFlowPosition(client);
      const { design } = designs.getState();
      const isNode = (key: string) => key !== source && design.system?.nodes?.[key] !== undefined;
      const target = thingAt(places.current, to, isNode);
      const kind = target === undefined ? undefined : design.system?.nodes?.[target]?.kind;
      // A link may end in a channel of a broker, not in the broker: over the box itself it is loose.
      const isBox = kind === "broker" || kind === "zone";
      const found = isBox ? undefined : target;
      const verdict = found === undefined ? undefined : linkVerdict(design, source, found);
      show({ source, to, target: found, verdict, isByKeyboard: false });
    },
    [designs, screenToFlowPosition, show],
  );

  const confirm = useCallback(() => {
    const { source, target, verdict } = latest.current ?? {};
    show(undefined);
    if (source === undefined || target === undefined || verdict?.kind === undefined) return;
    let link = "";
    const done = designs.edit("link", (edited) => {
      link = connect(edited, source, target, verdict.kind);
    });
    if (done.ok) select(view, [], [link]);
  }, [designs, view, show]);

  useEffect(() => {
    if (!draft || draft.isByKeyboard) return;
    const { source } = draft;
    const move = (event: PointerEvent) => pointTo(source, { x: event.clientX, y: event.clientY });
    const cancel = () => show(undefined);
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", confirm);
    window.addEventListener("pointercancel", cancel);
    return () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", confirm);
      window.removeEventListener("pointercancel", cancel);
    };
  }, [draft, pointTo, confirm, show]);

  const aim = (source: string, target: string) => {
    const frame = places.current.get(target);
    const verdict = linkVerdict(designs.getState().design, source, target);
    if (frame) show({ source, to: centerOf(frame), target, verdict, isByKeyboard: true });
  };
  const targetsOf = (source: string) => {
    const { design } = designs.getState();
    return readingOrder(places.current).filter((key) => linkVerdict(design, source, key).kind);
  };
  return {
    draft,
    begin: pointTo,
    beginByKeyboard(source) {
      const [first] = targetsOf(source);
      if (first !== undefined) aim(source, first);
    },
    cycle(step) {
      if (!latest.current) return;
      const { source, target } = latest.current;
      const targets = targetsOf(source);
      const next = (targets.indexOf(target ?? "") + step + targets.length) % targets.length;
      const chosen = targets[next];
      if (chosen !== undefined) aim(source, chosen);
    },
    confirm,
    cancel: () => show(undefined),
  };
}
