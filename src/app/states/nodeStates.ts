import { type Live, type NodeFigures, unmeasured } from "../../canvas/index.ts";
import {
  addNode,
  addNote,
  createDesignStore,
  type DesignStore,
  emptyDesign,
  PLACEABLE_KINDS,
  type Placeable,
  renameNode,
  resize,
  setValue,
  writeNote,
} from "../../design/index.ts";
import { stillLive } from "./stillLive.ts";

type Health = NodeFigures["health"];

/** The columns of the sheet: every health, then what selection and focus look like. */
export type NodeState = Health | "selected" | "focused";

export const NODE_STATES: readonly NodeState[] = [
  "idle",
  "busy",
  "saturated",
  "crashed",
  "paused",
  "partitioned",
  "parameter-error",
  "muted",
  "selected",
  "focused",
];

export const COLUMN = 192;
const ROWS: Partial<Record<Placeable, number>> = { stream: 160, broker: 136, zone: 136 };
const ROW = 120;

const NAMES: Record<Placeable, string> = {
  producer: "Shoppers",
  endpoint: "Checkout API",
  broker: "Broker",
  queue: "payment.q",
  topic: "orders",
  stream: "order-log",
  "dead-letters": "payment.dlq",
  consumer: "Payment",
  saga: "Order saga",
  database: "Orders DB",
  dependency: "Card gateway",
  registry: "Schemas",
  zone: "eu-1a",
};

export interface StateSheet {
  designs: DesignStore;
  live: Live;
  selected: readonly string[];
  focused: string;
  size: { width: number; height: number };
}

/**
 * A design with one node for each kind and state, and figures that put each into its state.
 * @param states the columns
 */
export function nodeStates(states: readonly NodeState[]): StateSheet {
  const designs = createDesignStore(emptyDesign());
  const figures = new Map<string, NodeFigures>();
  const selected: string[] = [];
  let focused = "";
  let y = 0;
  designs.edit("draw the sheet", (draft) => {
    for (const kind of PLACEABLE_KINDS) {
      states.forEach((state, column) => {
        const id = addNode(draft, kind, { x: column * COLUMN, y });
        renameNode(draft, id, NAMES[kind]);
        if (kind === "consumer") {
          setValue(draft, ["system", "nodes", id, "instances"], 3);
          setValue(draft, ["system", "nodes", id, "concurrency"], 6);
        }
        if (kind === "broker" || kind === "zone")
          resize(draft, id, { x: column * COLUMN, y, width: 184, height: 88 });
        figures.set(id, figuresOf(state, kind));
        if (state === "selected") selected.push(id);
        if (state === "focused" && kind === "consumer") focused = id;
      });
      y += ROWS[kind] ?? ROW;
    }
    states.forEach((state, column) => {
      if (state !== "idle" && state !== "selected") return;
      const id = addNote(draft, { x: column * COLUMN, y });
      writeNote(draft, id, "Gateway allows 40 calls at once. Ask them for 80 before the sale.");
      if (state === "selected") selected.push(`note:${id}`);
    });
  });
  const live = stillLive({ figuresOf: (id) => figures.get(id) });
  const size = { width: states.length * COLUMN, height: y + ROW };
  return { designs, live, selected, focused, size };
}

/** Figures such as a node in that state has; each face takes those that it shows. */
export function figuresOf(state: Health | "selected" | "focused", kind: Placeable): NodeFigures {
  const health: Health = state === "selected" || state === "focused" ? "busy" : state;
  const isService = kind === "consumer";
  const isDown = health === "crashed" || health === "partitioned";
  const isFull = health === "saturated";
  const stands = isDown || health === "idle" || health === "paused";
  const busy = isFull ? 6 : health === "idle" || health === "partitioned" ? 0 : 3;
  const instance = (index: number) => ({
    slots: 6,
    busy: health === "crashed" && index === 1 ? 0 : busy,
    retrying: isFull && index === 0 ? 2 : 0,
    isCrashed: health === "crashed" && index === 1,
    isPaused: health === "paused",
    backIn: health === "crashed" && index === 1 ? 5.9 : Number.NaN,
  });
  return {
    ...unmeasured(),
    health,
    rate: stands ? 0 : isFull ? 87 : 121,
    ready: isFull ? 970 : health === "idle" ? 0 : isDown ? 300 : 220,
    inFlight: stands ? 0 : 24,
    redelivered: isFull ? 60 : 0,
    scale: 1000,
    objective: 400,
    oldest: isFull && kind === "queue" ? 5.6 : 0.4,
    utilization: isFull ? 0.97 : isDown || health === "idle" ? 0 : 0.41,
    p99: isFull ? 2.1 : stands ? Number.NaN : 0.341,
    redeliveries: isService && (isFull || health === "crashed") ? 12 : 0,
    duplicates: isService && health === "crashed" ? 22 : 0,
    lagMessages: isFull ? 8400 : health === "idle" ? 0 : 38,
    lagSeconds: isFull && isService ? 41 : 0.2,
    instances: isService ? [0, 1, 2].map(instance) : [],
    partitions: [0, 1, 2].map((index) => ({
      start: 0,
      end: 700 + index * 60,
      committed: isFull
        ? 100 + index * 120
        : health === "idle"
          ? 700 + index * 60
          : 560 + index * 20,
    })),
  };
}
