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

/** D33. Keys that are held up by a message which fails again and again, and what is lost behind it. */
export class BlockedKeys {
  private readonly context: Context;
  private readonly probe: Probe;
  private readonly times: number;
  private readonly lost: number;
  /** First delivery of what is in flight or has come back, by entry. */
  private readonly begun = new Map<number, number>();
  /** What fails or was taken back, by key. */
  private readonly failing = new Map<number, number>();

  constructor(context: Context) {
    this.context = context;
    this.probe = context.kernel.probe;
    this.times = this.probe.histograms.open();
    this.lost = this.probe.histograms.open();
  }

  /** An entry is delivered. What goes with one that fails, in one and the same receive, has waited for that until now. */
  delivered(entry: number, key: number): void {
    if (this.begun.has(entry)) return;
    this.begun.set(entry, this.context.kernel.events.now);
    const failing = this.failing.get(key);
    if (failing !== undefined) this.lose(entry, this.begun.get(failing) ?? Infinity);
  }

  /** A delivery was taken back, or its handler has failed. */
  returned(entry: number, key: number): void {
    if (!this.failing.has(key)) this.failing.set(key, entry);
  }

  /** An entry is over; `waiting` are those of its key that are ready. */
  ended(entry: number, key: number, waiting: () => readonly number[]): void {
    const since = this.begun.get(entry);
    this.begun.delete(entry);
    if (this.failing.get(key) !== entry || since === undefined) return;
    this.failing.delete(key);
    this.probe.histograms.add(this.times, this.context.kernel.events.now - since);
    for (const each of waiting()) this.lose(each, since);
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

  private lose(entry: number, since: number): void {
    const { kernel, entries } = this.context;
    const waited = kernel.events.now - Math.max(since, entries.enteredAt(entry));
    if (waited > 0) this.probe.histograms.add(this.lost, waited);
  }
}
