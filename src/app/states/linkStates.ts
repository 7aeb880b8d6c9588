import { type LinkFigures, unmeasured } from "../../canvas/index.ts";
import {
  addNode,
  connect,
  createDesignStore,
  emptyDesign,
  type Placeable,
  renameNode,
} from "../../design/index.ts";
import type { StateSheet } from "./nodeStates.ts";
import { stillLive } from "./stillLive.ts";

/** The rows of the sheet: what leads to what, and what that link is. */
const LINK_KINDS: readonly (readonly [from: Placeable, to: Placeable, kind: string])[] = [
  ["producer", "queue", "publish"],
  ["queue", "consumer", "subscribe"],
  ["consumer", "dependency", "call"],
  ["queue", "dead-letters", "dead-letter"],
  ["consumer", "database", "write"],
];

export const LINK_STATES = ["idle", "100/s", "1,000/s", "41 s behind", "cut", "selected"] as const;

type LinkState = (typeof LINK_STATES)[number];

const FIGURES: Record<LinkState, LinkFigures> = {
  idle: { rate: 0, isCut: false, lagSeconds: Number.NaN },
  "100/s": { rate: 100, isCut: false, lagSeconds: 0.2 },
  "1,000/s": { rate: 1000, isCut: false, lagSeconds: 0.2 },
  "41 s behind": { rate: 60, isCut: false, lagSeconds: 41 },
  cut: { rate: 0, isCut: true, lagSeconds: Number.NaN },
  selected: { rate: 40, isCut: false, lagSeconds: 0.2 },
};

const PAIR = 460;
const APART = 264;
const ROW = 112;

/**
 * A design with one link for each kind and state.
 * @param states the columns
 */
export function linkStates(
  states: readonly LinkState[],
): StateSheet & { selectedLinks: readonly string[] } {
  const designs = createDesignStore(emptyDesign());
  const figures = new Map<string, LinkFigures>();
  const selectedLinks: string[] = [];
  designs.edit("draw the sheet", (draft) => {
    LINK_KINDS.forEach(([from, to, kind], row) => {
      states.forEach((state, column) => {
        const y = row * ROW;
        const source = addNode(draft, from, { x: column * PAIR, y });
        const target = addNode(draft, to, { x: column * PAIR + APART, y });
        renameNode(draft, source, kind);
        renameNode(draft, target, state);
        const link = connect(draft, source, target);
        figures.set(link, FIGURES[state]);
        if (state === "selected") selectedLinks.push(link);
      });
    });
  });
  const live = stillLive({
    figuresOf: () => ({ ...unmeasured(), health: "busy" }),
    linkFiguresOf: (id) => figures.get(id),
  });
  const size = { width: states.length * PAIR, height: LINK_KINDS.length * ROW };
  return { designs, live, selected: [], selectedLinks, focused: "", size };
}
