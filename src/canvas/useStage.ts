import { useReactFlow } from "@xyflow/react";
import { type Ref, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { chooseProblem, type Session } from "../actions/index.ts";
import {
  hiddenIn,
  isCollapsed,
  linkEndOf,
  nameOf,
  setCollapsed,
  whyNotInsert,
} from "../design/index.ts";
import type { Point } from "../geometry/index.ts";
import { select } from "../view/index.ts";
import { boxUnder, type Joint, type PlaceableThing, type Reception } from "./add/addThing.ts";
import { useQuickAdd } from "./add/useQuickAdd.ts";
import { type CanvasHandle, useCanvasHandle, useSeen } from "./CanvasHandle.ts";
import { useFind } from "./find/useFind.ts";
import type { Interventions } from "./gestures/faultEntries.ts";
import { linkAt } from "./gestures/linkAt.ts";
import { breakagesOf } from "./gestures/menuEntries.ts";
import { useCanvasActs } from "./gestures/useCanvasActs.ts";
import { useCanvasMenu } from "./gestures/useCanvasMenu.ts";
import { useLinkGesture } from "./gestures/useLinkGesture.ts";
import { useMoveGesture } from "./gestures/useMoveGesture.ts";
import type { Courses } from "./messages/MessagePainter.ts";
import { useReveal } from "./useAttention.ts";
import { useFit } from "./useFit.ts";
import { useProjection, useSettledFrames } from "./useProjection.ts";
import { useTidy } from "./useTidy.ts";

/** Pixels of the screen within which a link takes in what is let go over it. */
const LINK_REACH = 14;

/** The gestures, menus and pictures of the canvas, put together. */
export function useStage(
  session: Session,
  interventions: Interventions | undefined,
  root: RefObject<HTMLElement | null>,
  ref: Ref<CanvasHandle> | undefined,
) {
  const { designs, view } = session;
  const [focused, setFocused] = useState<string | undefined>();
  const [hovered, hover] = useState<Reception | undefined>();
  const courses = useRef<Courses>(new Map());
  const coursesNow = () => courses.current;
  const move = useMoveGesture(session, coursesNow);
  const design = useStore(designs, (state) => state.design);
  const settledFrames = useSettledFrames(design);
  const finding = useFind(design, settledFrames);
  const shown = { settledFrames, moved: move.moved, focused, found: finding.standsOut };
  const projection = useProjection(designs, view, shown);
  const { frames } = projection;
  courses.current = projection.courses;
  const acts = useCanvasActs(session);
  const reveal = useReveal(frames);
  const { fitView, isWhole } = useFit(session, frames);
  const seen = useSeen();
  const takeFocus = () => root.current?.focus({ preventScroll: true });
  const focus = (key: string | undefined) => {
    // What is hidden is shown by the card that it is hidden in.
    const shown = key === undefined ? undefined : (hiddenIn(design, key) ?? key);
    setFocused(shown);
    if (shown === undefined) return;
    select(view, [shown]);
    reveal(shown);
  };
  const added = (key: string) => {
    takeFocus();
    setFocused(key);
    select(view, [key]);
    requestAnimationFrame(() => reveal(key));
  };
  const adding = useQuickAdd({ designs, view, acts, courses: coursesNow, seen, onAdded: added });
  const linking = useLinkGesture(designs, view, frames, adding.askAfter);
  const menu = useCanvasMenu(session, interventions, {
    addAt: adding.askAt,
    insertInto: adding.askWithin,
  });
  const tidy = useTidy(session, move.show);
  const jointAt = useJointAt(session, coursesNow);
  const receptionAt = (thing: PlaceableThing, at: Point): Reception => {
    const { within } = jointAt(thing, at);
    return within === undefined ? { into: boxUnder(design, thing, at, frames) } : { within };
  };
  const pointer = usePointer(root);
  useCanvasHandle(ref, {
    root,
    acts,
    focus,
    pointer,
    seen,
    jointAt,
    receptionAt,
    hover: (next) => hover((last) => (isSameReception(last, next) ? last : next)),
    fitView,
    tidy,
    breakagesOf: (kind, id) => breakagesOf(session, interventions, kind, id),
    connectFrom: linking.beginByKeyboard,
    reconnectFrom: linking.leadByKeyboard,
    add: adding.ask,
    find: finding.open,
    showLink(id) {
      select(view, [], [id]);
      const link = design.system?.links?.[id];
      if (link) reveal(link.source);
    },
  });
  const gestures = useMemo(
    () => ({
      beginLink: linking.begin,
      toggleCollapsed: (id: string) => toggleCollapsed(session, id),
      openProblem: (id: string) => openProblem(session, id),
    }),
    [linking.begin, session],
  );
  return {
    ...{ focused, setFocused, focus, takeFocus, hovered, move, projection, finding },
    ...{ acts, adding, linking, menu, fitView, isWhole, gestures, courses },
  };
}

export type Stage = ReturnType<typeof useStage>;

function isSameReception(one: Reception | undefined, other: Reception | undefined): boolean {
  return one?.within === other?.within && one?.into === other?.into;
}

function toggleCollapsed({ designs }: Session, id: string): void {
  const { design } = designs.getState();
  const isNow = isCollapsed(design, id);
  designs.edit(`${isNow ? "expand" : "collapse"} ${nameOf(design, [id])}`, (draft) =>
    setCollapsed(draft, [id], !isNow),
  );
}

/** Findings come with the gravest first; hints have no mark. */
function openProblem(session: Session, id: string): void {
  const { findings } = session.problems.getState();
  const finding = findings?.find((each) => each.target.id === id && each.severity !== "hint");
  if (finding) chooseProblem(session, finding);
}

/** How a thing of the palette would be linked at a point: within the link that passes there. */
function useJointAt({ designs }: Session, courses: () => Courses) {
  const { getZoom } = useReactFlow();
  return (thing: PlaceableThing, at: Point): Joint => {
    if (thing === "note") return {};
    const within = linkAt(courses(), at, LINK_REACH / getZoom());
    const { design } = designs.getState();
    const fits =
      within !== undefined && whyNotInsert(design, within, linkEndOf(thing)) === undefined;
    return fits ? { within } : {};
  };
}

/** Where the pointer is while it is over the canvas. */
function usePointer(root: RefObject<HTMLElement | null>): () => Point | undefined {
  const last = useRef<Point>(undefined);
  useEffect(() => {
    const follow = ({ clientX, clientY, target }: PointerEvent) => {
      const isOver = target instanceof Node && (root.current?.contains(target) ?? false);
      last.current = isOver ? { x: clientX, y: clientY } : undefined;
    };
    window.addEventListener("pointermove", follow);
    return () => window.removeEventListener("pointermove", follow);
  }, [root]);
  return () => last.current;
}
