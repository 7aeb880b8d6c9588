import type uPlot from "uplot";
import type { NodeKind, Series } from "../../../simulator/index.ts";
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
  kind: NodeKind;
  /** Messages that it works on at once, where that stays the same throughout a run. */
  slots?: number | undefined;
}

/** The engine's series of one node, by name. */
type Kept = Map<string, readonly number[]>;

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
    for (const { id, kind } of this.#nodes) {
      const figures = source.figuresOf(id);
      if (!figures) continue;
      whole.redelivered += figures.redeliveries;
      whole.doneTwice += figures.duplicates;
      if (kind !== "producer") continue;
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
    const kept: Kept[] = this.#nodes.map(() => new Map());
    for (const { node, name, values } of series) kept[node]?.set(name, values);
    for (let bucket = 0; bucket < first.values.length; bucket++) {
      const time = (bucket + 0.5) * first.width;
      const lines = this.#bucketOf(kept, bucket);
      this.#samples.add(
        time,
        lines.map((figure, line) =>
          Number.isNaN(figure) ? seen.near(line, time, first.width) : figure,
        ),
      );
    }
  }

  #bucketOf(kept: readonly Kept[], bucket: number): number[] {
    const whole = { produced: 0, ended: 0, p99: Number.NaN, redelivered: 0, doneTwice: 0 };
    const lines: number[] = [];
    this.#nodes.forEach(({ kind, slots }, node) => {
      const of = (name: string) => kept[node]?.get(name)?.[bucket] ?? Number.NaN;
      if (kind === "producer") {
        whole.produced += of("throughput");
        whole.ended += of("ended");
        if (!(whole.p99 >= of("p99"))) whole.p99 = of("p99");
      }
      if (kind === "consumer") {
        whole.redelivered += of("redelivered");
        whole.doneTwice += Math.max(of("duplicates"), of("repeatedEffects"));
      }
      if (node >= MOST_NODES) return;
      const waiting = Number.isNaN(of("lag")) ? of("depth") : of("lag");
      const age = kind === "consumer" ? of("oldestSeconds") : Number.NaN;
      // The mean of a bucket is quieter than its last moment.
      const meanBusy = slots === undefined ? Number.NaN : of("busy") / slots;
      const busy = Number.isNaN(meanBusy) ? of("utilization") : meanBusy;
      lines.push(of("throughput"), waiting, age, busy * 100);
    });
    return [...OF_THE_WHOLE.map((name) => whole[name]), ...lines];
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
