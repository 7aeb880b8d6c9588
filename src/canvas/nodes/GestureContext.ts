import { createContext } from "react";

/** Gestures that begin on a node. */
export interface Gestures {
  /** Begins to draw a link from a node, at a point of the window. */
  beginLink(nodeId: string, client: { x: number; y: number }): void;
  /** Draws a container as one card, or with what stands in it again. */
  toggleCollapsed(nodeId: string): void;
  /** Opens the gravest problem of a node. */
  openProblem(nodeId: string): void;
}

export const GestureContext = createContext<Gestures>({
  beginLink: () => undefined,
  toggleCollapsed: () => undefined,
  openProblem: () => undefined,
});
