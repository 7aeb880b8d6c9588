import type uPlot from "uplot";
import type { Series } from "../../../simulator/index.ts";
import type { Beat } from "../../ui/index.ts";
import { lagOf } from "./lagOf.ts";
import { SampleRecord } from "./SampleRecord.ts";

/** What the charts want to know of a node at this moment; NaN is what is not measured. */
export interface PanelFigures {
  rate: number;
  endRate: number;
  ready: number;
  lagMessages: number;
  lagSeconds: number;
  utilization: number;
  p99: number;
  redeliveries: number;
  duplicates: number;
}

/** The running system as the charts see it; beats with each frame. */
export type PanelSource = Beat & { figuresOf: (nodeId: string) => PanelFigures | undefined };

/** What is recorded: of the whole, or of one node. */
export type Quantity =
  | "produced"
  | "ended"
  | "p99"
  | "redelivered"
  | "doneTwice"
  | "rate"
  | "waiting"
  | "age"
  | "busy";

const OF_THE_WHOLE = ["produced", "ended", "p99", "redelivered", "doneTwice"] as const;
const OF_A_NODE = ["rate", "waiting", "age", "busy"] as const;

/** Nodes of which each has its lines; charts of more could not be read. */
const MOST_NODES = 64;

export interface PanelNode {
  id: string;
  isProducer: boolean;
}

/** Everything that the charts draw, since the run began, on one column of times. */
export class ChartRecord {
  readonly #nodes: readonly PanelNode[];
  readonly #horizon: number;
  #samples: SampleRecord;

  /** @param horizon simulated seconds at which the run ends */
  constructor(nodes: readonly PanelNode[], horizon: number) {
    this.#nodes = nodes;
    this.#horizon = horizon;
    this.#samples = this.#empty();
  }

  get #recorded(): readonly PanelNode[] {
    return this.#nodes.slice(0, MOST_NODES);
  }

  #empty(): SampleRecord {
    const lines = OF_THE_WHOLE.length + this.#recorded.length * OF_A_NODE.length;
    return new SampleRecord(this.#horizon, lines);
  }

  /** Notes the figures of this moment. */
  sample(time: number, source: PanelSource): void {
    const whole = { produced: 0, ended: 0, p99: Number.NaN, redelivered: 0, doneTwice: 0 };
    for (const { id, isProducer } of this.#nodes) {
      const figures = source.figuresOf(id);
      if (!figures) continue;
      whole.redelivered += figures.redeliveries;
      whole.doneTwice += figures.duplicates;
      if (!isProducer) continue;
      whole.produced += figures.rate;
      whole.ended += figures.endRate;
      if (!(whole.p99 >= figures.p99)) whole.p99 = figures.p99;
    }
    const lines: number[] = OF_THE_WHOLE.map((name) => whole[name]);
    for (const { id } of this.#recorded) {
      const figures = source.figuresOf(id);
      lines.push(
        figures?.rate ?? Number.NaN,
        lagOf(figures),
        figures?.lagSeconds ?? Number.NaN,
        (figures?.utilization ?? Number.NaN) * 100,
      );
    }
    this.#samples.add(time, lines);
  }

  /**
   * Takes the engine's own series of the run so far, which know also what nobody looked at. What the
   * engine keeps no series of stays as it was seen.
   */
  backfill(series: readonly Series[]): void {
    const [first] = series;
    if (!first) return;
    const seen = this.#samples;
    this.#samples = this.#empty();
    for (let bucket = 0; bucket < first.values.length; bucket++) {
      const time = (bucket + 0.5) * first.width;
      const lines = this.#bucketOf(series, bucket);
      this.#samples.add(
        time,
        lines.map((figure, line) =>
          Number.isNaN(figure) ? seen.near(line, time, first.width) : figure,
        ),
      );
    }
  }

  #bucketOf(series: readonly Series[], bucket: number): number[] {
    const count = OF_THE_WHOLE.length + this.#recorded.length * OF_A_NODE.length;
    const lines = new Array<number>(count).fill(Number.NaN);
    const add = (line: number, value: number) => {
      const before = lines[line] ?? Number.NaN;
      lines[line] = Number.isNaN(before) ? value : before + value;
    };
    for (const { node, name, values } of series) {
      const value = values[bucket] ?? Number.NaN;
      const at = OF_THE_WHOLE.length + node * OF_A_NODE.length;
      const isProducer = this.#nodes[node]?.isProducer === true;
      if (name === "throughput" && isProducer) add(0, value);
      if (name === "ended") add(1, value);
      if (node >= this.#recorded.length) continue;
      if (name === "throughput") lines[at] = value;
      if (name === "depth" || name === "lag") lines[at + 1] = value;
    }
    return lines;
  }

  /** Times, then the values of each line asked for. */
  lines(wanted: readonly { quantity: Quantity; node?: string | undefined }[]): uPlot.AlignedData {
    const [times, ...all] = this.#samples.data();
    return [times, ...wanted.map(({ quantity, node }) => all[this.#lineOf(quantity, node)] ?? [])];
  }

  #lineOf(quantity: Quantity, node: string | undefined): number {
    const whole = OF_THE_WHOLE.findIndex((name) => name === quantity);
    if (whole >= 0) return whole;
    const index = this.#recorded.findIndex(({ id }) => id === node);
    const offset = OF_A_NODE.findIndex((name) => name === quantity);
    return index < 0 ? -1 : OF_THE_WHOLE.length + index * OF_A_NODE.length + offset;
  }
}
