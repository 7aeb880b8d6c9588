import type { Edge } from "@xyflow/react";
import type { LinkKind, LinkText } from "../../../simulator/index.ts";
import type { Design } from "../../design/index.ts";
import {
  type Course,
  courseOf,
  type LinkToRoute,
  linkToRoute,
  obstaclesOf,
  type Point,
  type Rect,
} from "../../geometry/index.ts";
import { RouteKeeper } from "./RouteKeeper.ts";
import { type ShownLink, type ShownLinks, shownLinks } from "./shownLinks.ts";

/** What the drawing of a link is given. */
export type LinkData = { kind: LinkKind; course: Course; label: string | undefined };
export type CanvasLink = Edge<LinkData, "link">;

interface Remembered {
  ends: ShownLink;
  corners: readonly Point[];
  course: Course;
  isSelected: boolean;
  result: CanvasLink;
}

/** The design's links as edges of the graph view, each with its course around the nodes. */
export class LinkProjection {
  #remembered = new Map<string, Remembered>();
  #routedFor: { links: unknown; frames: ReadonlyMap<string, Rect> } | undefined;
  #toRoute: { links: ShownLinks; all: readonly LinkToRoute[] } | undefined;
  readonly #routes: RouteKeeper;
  #all: CanvasLink[] = [];
  #shown: { design: Design; links: ShownLinks } | undefined;

  /** @param onRouted is told when better courses were found meanwhile: project again */
  constructor(onRouted: () => void) {
    this.#routes = new RouteKeeper(onRouted);
  }

  project(
    design: Design,
    frames: ReadonlyMap<string, Rect>,
    selected: ReadonlySet<string>,
    moving?: ReadonlySet<string>,
  ): CanvasLink[] {
    this.#route(design, frames, moving);
    const remembered = new Map<string, Remembered>();
    for (const [id, ends] of this.#shownOf(design).drawn) {
      const corners = this.#routes.get(id);
      if (!corners) continue;
      remembered.set(id, this.#one(id, ends, corners, selected.has(id), moving !== undefined));
    }
    this.#remembered = remembered;
    const all = [...remembered.values()].map(({ result }) => result);
    const isSame =
      all.length === this.#all.length && all.every((link, index) => link === this.#all[index]);
    if (!isSame) this.#all = all;
    return this.#all;
  }

  /** Courses by link, for what travels along them; hidden links use that of the link drawn for them. */
  courses(): ReadonlyMap<string, { course: Course }> {
    const hidden = this.#shown?.links.hidden;
    if (!hidden || hidden.size === 0) return this.#remembered;
    const all = new Map<string, { course: Course }>(this.#remembered);
    for (const [id, drawn] of hidden) {
      const course = this.#remembered.get(drawn);
      if (course) all.set(id, course);
    }
    return all;
  }

  #shownOf(design: Design): ShownLinks {
    const old = this.#shown?.design;
    const { collapsed } = design.layout ?? {};
    // Who is hidden in what matters only while something is collapsed.
    const isSame =
      old !== undefined &&
      old.layout?.collapsed === collapsed &&
      (collapsed ? old.system === design.system : old.system?.links === design.system?.links);
    if (!this.#shown || !isSame) this.#shown = { design, links: shownLinks(design) };
    return this.#shown.links;
  }

  #route(
    design: Design,
    frames: ReadonlyMap<string, Rect>,
    moving: ReadonlySet<string> | undefined,
  ): void {
    const links = this.#shownOf(design);
    if (this.#routedFor?.links === links && this.#routedFor.frames === frames) return;
    if (this.#toRoute?.links !== links) this.#toRoute = { links, all: linksToRoute(links) };
    this.#routes.follow(this.#toRoute.all, obstaclesOf(design, frames), moving !== undefined);
    this.#routedFor = { links, frames };
  }

  /**
   * While something is dragged a link keeps what the graph view knows of it: new to the graph view, it
   * would have all links counted anew with each movement. Who draws the link takes its course from `courses`.
   */
  #one(
    id: string,
    ends: ShownLink,
    corners: readonly Point[],
    isSelected: boolean,
    isMoving: boolean,
  ): Remembered {
    const old = this.#remembered.get(id);
    const hasMoved = !old || !isSameCourse(old.corners, corners);
    const course = hasMoved ? courseOf(corners) : old.course;
    if (old && old.ends === ends && old.isSelected === isSelected) {
      if (!hasMoved && (isMoving || old.result.data?.course === course)) return old;
      if (isMoving) return { ...old, corners, course };
    }
    const result: CanvasLink = {
      id,
      type: "link",
      source: ends.source,
      target: ends.target,
      selected: isSelected,
      data: { kind: ends.link.kind, course, label: labelOf(ends.link) },
      ariaLabel: `${ends.link.kind} link from ${ends.source} to ${ends.target}`,
      domAttributes: { "aria-roledescription": undefined },
    };
    return { ends, corners, course, isSelected, result };
  }
}

function linksToRoute({ drawn }: ShownLinks): readonly LinkToRoute[] {
  return [...drawn].map(([id, { link, source, target }]) =>
    linkToRoute(id, { ...link, source, target }),
  );
}

function labelOf(link: LinkText): string | undefined {
  if (link.kind === "bind" && link.keys && link.keys.length > 0) return link.keys.join(", ");
  if (link.kind === "publish" && link.messages) return link.messages.join(", ");
  return undefined;
}

function isSameCourse(a: readonly Point[], b: readonly Point[]): boolean {
  return a.length === b.length && a.every((point, i) => point.x === b[i]?.x && point.y === b[i]?.y);
}
