import type uPlot from "uplot";
import type { NodeKind, Series } from "../../../simulator/index.ts";
import type { Beat } from "../../ui/index.ts";
import { lagOf } from "./lagOf.ts";
import { SampleRecord } from "./SampleRecord.ts";

/** What the charts want to know of a node at this moment; NaN is what is not measured. */
export type ChartFigures = {
  /** Messages a second: produced, handled or passed on. */
  rate: number;
  /** Messages a second of which all consequences have ended; known of a producer. */
  endRate: number;
  /** Messages that wait in a channel. */
  ready: number;
  /** Messages that a consumer is behind. */
  lagMessages: number;
};

/** The running system as the charts see it; beats with each frame. */
export type ChartSource = Beat & {
  figuresOf: (nodeId: string) => ChartFigures | undefined;
};

/** Which nodes are recorded, and as what. */
export type RecordedNode = { id: string; kind: NodeKind };

/** Lines before those of single nodes: waiting in all, produced, done with. */
const TOTALS = 3;
const LINES_OF_A_NODE = 2;

const orNothing = (figure: number | undefined) =>
  figure === undefined || Number.isNaN(figure) ? 0 : figure;

/** Lag and throughput of every node and of the whole, since the run began. */
export class RunRecord {
  readonly #nodes: readonly RecordedNode[];
  readonly #lineOf: ReadonlyMap<string, number>;
  readonly #horizon: number;
  readonly #listeners = new Set<() => void>();
  #samples: SampleRecord;

  constructor(nodes: readonly RecordedNode[], horizon: number) {
    this.#nodes = nodes;
    this.#horizon = horizon;
    this.#lineOf = new Map(
      nodes.map((node, index) => [node.id, 1 + TOTALS + index * LINES_OF_A_NODE]),
    );
    this.#samples = this.#empty();
  }

  #empty(): SampleRecord {
    return new SampleRecord(this.#horizon, TOTALS + this.#nodes.length * LINES_OF_A_NODE);
  }

  /** Notes the figures of this moment. */
  sample(time: number, source: ChartSource): void {
    const lines: number[] = [];
    for (const { id } of this.#nodes) {
      const figures = source.figuresOf(id);
      lines.push(lagOf(figures), figures?.rate ?? Number.NaN);
    }
    const { waiting, produced, ended } = this.totals(source);
    this.#samples.add(time, [waiting, produced, ended, ...lines]);
  }

  /** What waits, is made and is done with in the whole, at this moment. */
  totals(source: ChartSource): { waiting: number; produced: number; ended: number } {
    const totals = { waiting: 0, produced: 0, ended: 0 };
    for (const { id, kind } of this.#nodes) {
      const figures = source.figuresOf(id);
      // A rate that is not known yet leaves the total unknown; it is not nothing.
      if (kind === "producer") {
        totals.produced += figures?.rate ?? 0;
        totals.ended += figures?.endRate ?? 0;
      }
      // A message waits once for each consumer that has still to handle it.
      if (kind === "consumer") totals.waiting += orNothing(figures?.lagMessages);
    }
    return totals;
  }

  /**
   * Takes the engine's own series of the run so far, which know also what nobody looked at: after
   * a leap, or while a run goes faster than it can be watched.
   * @param series their nodes stand in the order in which this record knows them
   * @param now the moment that is shown, with whose figures the lines end
   */
  backfill(series: readonly Series[], now?: { time: number; source: ChartSource }): void {
    const [first] = series;
    if (!first) return;
    const seen = this.#samples;
    const { width } = first;
    this.#samples = this.#empty();
    for (let bucket = 0; bucket < first.values.length; bucket++) {
      const time = (bucket + 0.5) * width;
      const figures = this.#bucketOf(series, bucket);
      // What the engine keeps no series of stays as it was seen.
      const lines = figures.map((figure, line) =>
        Number.isNaN(figure) ? seen.near(line, time, width) : figure,
      );
      this.#samples.add(time, lines);
    }
    if (now) this.sample(now.time, now.source);
    for (const listener of this.#listeners) listener();
  }

  /** Calls the listener when what was recorded has been filled in. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #bucketOf(series: readonly Series[], bucket: number): number[] {
    const lines = new Array<number>(TOTALS + this.#nodes.length * LINES_OF_A_NODE);
    lines.fill(0, 0, TOTALS).fill(Number.NaN, TOTALS);
    for (const { node, name, values } of series) {
      const value = values[bucket] ?? Number.NaN;
      const kind = this.#nodes[node]?.kind;
      const line = TOTALS + node * LINES_OF_A_NODE;
      if (name === "depth" || name === "lag") lines[line] = value;
      else if (name === "throughput") lines[line + 1] = value;
      if (name === "lag") lines[0] = (lines[0] ?? 0) + value;
      else if (name === "throughput" && kind === "producer") lines[1] = (lines[1] ?? 0) + value;
      else if (name === "ended") lines[2] = (lines[2] ?? 0) + value;
    }
    return lines;
  }

  /** How far behind a node is, or all of them. */
  lag(nodeId?: string): uPlot.AlignedData {
    const data = this.#samples.data();
    return [data[0], data[this.#first(nodeId) ?? 1] ?? []];
  }

  /** What a node gets done, or what all produce and of what all consequences have ended. */
  throughput(nodeId?: string): uPlot.AlignedData {
    const data = this.#samples.data();
    const line = this.#first(nodeId);
    if (line !== undefined) return [data[0], data[line + 1] ?? []];
    return [data[0], data[2] ?? [], data[3] ?? []];
  }

  #first(nodeId: string | undefined): number | undefined {
    return nodeId === undefined ? undefined : this.#lineOf.get(nodeId);
  }
}
