import {
  DEPARTURE_FIELDS,
  type Frame,
  LINK_COLUMN,
  LINK_COLUMNS,
  MESSAGE_STATES,
} from "../../../simulator/index.ts";
import type { DesignStore, ResolvedDesign } from "../../design/index.ts";
import type { Run } from "../../run/index.ts";
import { FrameFigures } from "./FrameFigures.ts";
import type { DepartureSink, LinkFigures, Live, NodeFigures } from "./Live.ts";

/** The latest frame of a run, read by the ids of the design. */
export class RunLive implements Live {
  readonly #run: Run;
  readonly #designs: DesignStore;
  #names: Names | undefined;
  #figures: FrameFigures | undefined;

  constructor(run: Run, designs: DesignStore) {
    this.#run = run;
    this.#designs = designs;
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
    const frame = this.#run.latestFrame();
    return frame && this.#figuresOf(frame)?.of(nodeId, frame);
  }

  linkFiguresOf(linkId: string): LinkFigures | undefined {
    const frame = this.#run.latestFrame();
    const index = this.#namesOf().links.get(linkId);
    if (!frame || index === undefined) return undefined;
    const at = index * LINK_COLUMNS;
    const row = frame.links;
    if (at + LINK_COLUMNS > row.length) return undefined;
    return {
      rate: row[at + LINK_COLUMN.rate] ?? Number.NaN,
      isCut: row[at + LINK_COLUMN.isCut] === 1,
      lagSeconds: row[at + LINK_COLUMN.lagSeconds] ?? Number.NaN,
    };
  }

  /** Whether a fault lasts at a node or link. */
  isBroken(target: string): boolean {
    const frame = this.#run.latestFrame();
    if (!frame) return false;
    const link = this.#namesOf().links.get(target);
    if (link === undefined) return this.#figuresOf(frame)?.isFaulty(target, frame) ?? false;
    const at = link * LINK_COLUMNS;
    return (
      frame.links[at + LINK_COLUMN.isCut] === 1 || frame.links[at + LINK_COLUMN.isDisturbed] === 1
    );
  }

  readDepartures(sink: DepartureSink): void {
    const frame = this.#run.latestFrame();
    if (!frame) return;
    const { linkIds } = this.#namesOf();
    const { departures, overflow, now } = frame;
    for (let at = 0; at + DEPARTURE_FIELDS <= departures.length; at += DEPARTURE_FIELDS) {
      const link = linkIds[departures[at] ?? -1];
      const state = MESSAGE_STATES[departures[at + 1] ?? 0];
      if (link === undefined || state === undefined) continue;
      sink.depart(link, state, 1, now - (departures[at + 2] ?? now));
    }
    for (let i = 0; i < overflow.length; i++) {
      const count = overflow[i] ?? 0;
      const link = linkIds[Math.floor(i / MESSAGE_STATES.length)];
      const state = MESSAGE_STATES[i % MESSAGE_STATES.length];
      if (count > 0 && link !== undefined && state !== undefined)
        sink.depart(link, state, count, 0);
    }
  }

  /** Rows of a frame stand in the order of the system; the order is looked up once for a system. */
  #namesOf(): Names {
    const { system } = this.#designs.getState().resolved;
    if (this.#names?.system !== system) {
      const linkIds = Object.keys(system.links);
      this.#names = { system, linkIds, links: new Map(linkIds.map((id, index) => [id, index])) };
    }
    return this.#names;
  }

  #figuresOf(frame: Frame): FrameFigures | undefined {
    const { resolved } = this.#designs.getState();
    // A thing that was moved is the same system: its figures go on.
    if (!this.#figures?.isOf(resolved)) this.#figures = new FrameFigures(resolved);
    return this.#figures.fits(frame) ? this.#figures : undefined;
  }
}

interface Names {
  system: ResolvedDesign["system"];
  linkIds: readonly string[];
  links: ReadonlyMap<string, number>;
}
