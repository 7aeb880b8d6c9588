import type { Health } from "../live/Live.ts";

/** A part of a mark, in a box of twelve units; colors are names of design tokens. */
export interface HealthPart {
  path: string;
  fill?: HealthColor;
  stroke?: HealthColor;
  width?: number;
}
export type HealthColor = "ink-3" | "ink-2" | "warn" | "bad" | "raised";

const DISC = "M3 6a3 3 0 1 0 6 0a3 3 0 1 0-6 0z";

/** Shapes of states: the shape alone tells the state. */
export const HEALTH_SHAPES: Record<Health, readonly HealthPart[]> = {
  idle: [{ path: DISC, stroke: "ink-3", width: 1.4 }],
  busy: [{ path: DISC, fill: "ink-3" }],
  saturated: [
    { path: "M6 1 11.5 10.8H.5z", fill: "warn" },
    { path: "M6 4.4v3.2M6 9.2v.1", stroke: "raised", width: 1.4 },
  ],
  crashed: [
    { path: "M3.6.4h4.8l3.2 3.2v4.8l-3.2 3.2H3.6L.4 8.4V3.6z", fill: "bad" },
    { path: "M3.9 3.9l4.2 4.2M8.1 3.9 3.9 8.1", stroke: "raised", width: 1.5 },
  ],
  paused: [{ path: "M2.6 1.6h2.6v8.8H2.6zM6.8 1.6h2.6v8.8H6.8z", fill: "ink-2" }],
  partitioned: [
    {
      path: "M4.6 1.2a5 5 0 0 0 0 9.6zM7.4 1.2a5 5 0 0 1 0 9.6z",
      stroke: "bad",
      width: 1.5,
    },
  ],
  "parameter-error": [
    { path: "M6 .4 11.6 6 6 11.6.4 6z", stroke: "bad", width: 1.4 },
    { path: "M6 3.6v2.6M6 8.2v.1", stroke: "bad", width: 1.5 },
  ],
  muted: [{ path: "M1.5 10.5l9-9", stroke: "ink-2", width: 1.5 }],
};

export const HEALTHS = Object.keys(HEALTH_SHAPES) as Health[];
