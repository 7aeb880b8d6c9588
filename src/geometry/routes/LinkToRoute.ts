import type { Side } from "../../design/index.ts";

/** A link as the router sees it. */
export interface LinkToRoute {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Links of one bundle leave a node by the same port. */
  readonly bundle: string;
}

/** The sides by which a link leaves and enters. */
export interface Sides {
  source: Side;
  target: Side;
}

/** Names the port of a link at one of its ends. */
export function portKey(link: LinkToRoute, end: "source" | "target", side: Side): string {
  return `${link[end]}/${side}/${end}/${link.bundle}`;
}
