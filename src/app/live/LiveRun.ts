import { DEPARTURE_FIELDS, type Frame, MESSAGE_STATES } from "../../../simulator/index.ts";
import type { DepartureSink, LinkFigures, Live, NodeFigures } from "../../canvas/index.ts";
import type { DesignStore } from "../../design/index.ts";
import type { Run } from "../../run/index.ts";
import { type FrameKey, fits, frameKeyOf, linkFigures, nodeFigures } from "./nodeFigures.ts";

/** States as the engine numbers them, by the names that the canvas draws them under. */
const DRAWN_STATES = ["first", "retry", "dup", "poison", "comp", "dead"] as const;

/** The run as all screens see it: the figures of one frame, read once for each frame and node. */
export class LiveRun implements Live {
  readonly #designs: DesignStore;
  readonly #run: Run;
  readonly #figures = new Map<string, NodeFigures | undefined>();
  #frame: Frame | undefined;
  #key: FrameKey | undefined;
  #keyOf: unknown;

  constructor(designs: DesignStore, run: Run) {
    this.#designs = designs;
    this.#run = run;
  }

  subscribe = (listener: () => void): (() => void) => this.#run.onFrame(() => listener());

  now(): number {
    return this.#run.now();
  }

  speed(): number {
    const { status, speed, achievedSpeed } = this.#run.store.getState();
    return status === "running" ? (achievedSpeed ?? speed) : 0;
  }

  figuresOf(nodeId: string): NodeFigures | undefined {
    const frame = this.#latest();
    const key = this.#key;
    if (!frame || !key) return undefined;
    if (!this.#figures.has(nodeId)) {
      const index = key.nodeIndex.get(nodeId);
      this.#figures.set(nodeId, index === undefined ? undefined : nodeFigures(frame, key, index));
    }
    return this.#figures.get(nodeId);
  }

  linkFiguresOf(linkId: string): LinkFigures | undefined {
    const frame = this.#latest();
    const index = this.#key?.linkIndex.get(linkId);
    return frame && index !== undefined ? linkFigures(frame, index) : undefined;
  }

  readDepartures(sink: DepartureSink): void {
    const frame = this.#latest();
    const key = this.#key;
    if (!frame || !key) return;
    const { departures, overflow, now } = frame;
    for (let at = 0; at < departures.length; at += DEPARTURE_FIELDS) {
      const linkId = key.linkIds[departures[at] ?? -1];
      const state = DRAWN_STATES[departures[at + 1] ?? -1];
      if (linkId !== undefined && state)
        sink.depart(linkId, state, 1, now - (departures[at + 2] ?? now));
    }
    overflow.forEach((count, at) => {
      const linkId = key.linkIds[Math.floor(at / MESSAGE_STATES.length)];
      const state = DRAWN_STATES[at % MESSAGE_STATES.length];
      if (count > 0 && linkId !== undefined && state) sink.depart(linkId, state, count, 0);
    });
  }

  /** The latest frame, if it is one of the system as it is designed now. */
  #latest(): Frame | undefined {
    const frame = this.#run.latestFrame();
    const { resolved } = this.#designs.getState();
    if (resolved.system !== this.#keyOf) {
      this.#key = frameKeyOf(resolved.system, resolved.objectives);
      this.#keyOf = resolved.system;
      this.#frame = undefined;
    }
    if (frame !== this.#frame) {
      this.#frame = frame;
      this.#figures.clear();
    }
    return frame && this.#key && fits(frame, this.#key) ? frame : undefined;
  }
}
