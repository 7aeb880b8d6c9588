import type { HistogramSummary } from "../kernel/probe/Histograms.ts";
import type { Probe } from "../kernel/probe/Probe.ts";
import type { Context } from "./Context.ts";

/** What messages that failed held up behind them in a queue that keeps the order of keys. */
export interface BlockedSummary {
  /** For how long a message that failed kept its key from the others: from its first delivery to its end, in seconds. */
  readonly time: HistogramSummary;
  /** Messages that waited behind one of them, and seconds that they lost by it, all together. */
  readonly heldUp: number;
  readonly secondsLost: number;
  /** Keys that are held up now. */
  readonly now: number;
}

/** D12. Keys that are held up by a message which fails again and again, and what is lost behind it. */
export class BlockedKeys {
  private readonly context: Context;
  private readonly probe: Probe;
  private readonly times: number;
  private readonly lost: number;
  /** First delivery of what is in flight or has come back, by entry. */
  private readonly begun = new Map<number, number>();
  private readonly failing = new Set<number>();

  constructor(context: Context) {
    this.context = context;
    this.probe = context.kernel.probe;
    this.times = this.probe.histograms.open();
    this.lost = this.probe.histograms.open();
  }

  delivered(entry: number): void {
    if (!this.begun.has(entry)) this.begun.set(entry, this.context.kernel.events.now);
  }

  /** A delivery was taken back, or its handler has failed. */
  returned(entry: number): void {
    this.failing.add(entry);
  }

  /** An entry is over; `waiting` are those of its key that are ready. */
  ended(entry: number, waiting: () => readonly number[]): void {
    const since = this.begun.get(entry);
    this.begun.delete(entry);
    if (!this.failing.delete(entry) || since === undefined) return;
    const { kernel, entries } = this.context;
    const { now } = kernel.events;
    const { histograms } = this.probe;
    histograms.add(this.times, now - since);
    for (const each of waiting())
      histograms.add(this.lost, now - Math.max(since, entries.enteredAt(each)));
  }

  get summary(): BlockedSummary {
    const { histograms } = this.probe;
    const lost = histograms.summaryOf(this.lost);
    return {
      time: histograms.summaryOf(this.times),
      heldUp: lost.count,
      secondsLost: lost.count * lost.mean,
      now: this.failing.size,
    };
  }
}
