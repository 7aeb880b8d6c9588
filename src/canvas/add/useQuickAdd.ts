import { useReactFlow } from "@xyflow/react";
import { useCallback, useState } from "react";
import { choicesBeside, type DesignStore } from "../../design/index.ts";
import { type Course, framesOf, type Point, placeAt, type Rect } from "../../geometry/index.ts";
import type { ViewStore } from "../../view/index.ts";
import type { CanvasActs, FreePlace } from "../gestures/useCanvasActs.ts";
import { type Joint, type PlaceableThing, sizeOfThing } from "./addThing.ts";
import type { AddSpot } from "./QuickAdd.tsx";

export interface QuickAddition {
  spot: AddSpot | undefined;
  /** Asks what to add after the selected node, into the selected link, or where there is room. */
  ask(): void;
  /** Asks what to add at a point of the window. */
  askAt(client: Point): void;
  /** Asks what follows a node whose link was let go over nothing. */
  askAfter(source: string, client: Point): void;
  askWithin(link: string, client: Point): void;
  choose(thing: PlaceableThing, joint: Joint): void;
  close(): void;
}

type Parts = {
  designs: DesignStore;
  view: ViewStore;
  acts: CanvasActs;
  courses: () => ReadonlyMap<string, { course: Course }>;
  /** The part of the canvas that is in view. */
  seen: () => Rect;
  /** Told of what was added. */
  onAdded: (key: string) => void;
};

type Spot = AddSpot & {
  /** Where the new thing stands; a place with room if absent. */
  at?: Point;
  /** Whether the point is where the left side of the new thing comes to stand. */
  isEdge?: boolean;
};

export function useQuickAdd({ designs, view, acts, courses, seen, onAdded }: Parts): QuickAddition {
  const [spot, setSpot] = useState<Spot | undefined>();
  const { screenToFlowPosition, flowToScreenPosition } = useReactFlow();
  const askWithin = (within: string, client: Point) =>
    setSpot({ client, within, isLinkedOnly: true });
  return {
    spot,
    ask() {
      const { nodes, links } = view.getState().selection;
      const [link] = links;
      const course = link === undefined ? undefined : courses().get(link)?.course;
      if (nodes.length === 0 && links.length === 1 && link !== undefined && course) {
        const middle = { x: 0, y: 0, angle: 0 };
        placeAt(course, course.length / 2, middle);
        askWithin(link, flowToScreenPosition(middle));
        return;
      }
      const [only] = nodes;
      const { design } = designs.getState();
      const isLinkable =
        nodes.length === 1 &&
        only !== undefined &&
        choicesBeside(design, only).some(({ kind }) => kind !== undefined);
      const { middle: at } = acts.freePlace("queue", seen());
      const frame = only === undefined ? undefined : framesOf(design).get(only);
      const beside = frame && { x: frame.x + frame.width + 16, y: frame.y };
      setSpot({
        client: flowToScreenPosition(isLinkable && beside ? beside : at),
        after: isLinkable ? only : undefined,
        isLinkedOnly: false,
      });
    },
    askAt: (client) => setSpot({ client, at: screenToFlowPosition(client), isLinkedOnly: false }),
    askAfter: useCallback(
      (after, client) =>
        setSpot({
          client,
          after,
          at: screenToFlowPosition(client),
          isEdge: true,
          isLinkedOnly: true,
        }),
      [screenToFlowPosition],
    ),
    askWithin,
    choose(thing, joint) {
      if (!spot) return;
      setSpot(undefined);
      const { width } = sizeOfThing(thing);
      const place: FreePlace = spot.at ? { middle: spot.at } : acts.freePlace(thing, seen());
      const { x, y } = place.middle;
      const middle = spot.isEdge ? { x: x + width / 2, y } : place.middle;
      const { inside } = place;
      const key = acts.place(thing, middle, { ...joint, inside });
      if (key !== undefined) onAdded(key);
    },
    close: () => setSpot(undefined),
  };
}
