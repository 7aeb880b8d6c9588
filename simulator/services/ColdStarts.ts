import type { Messages } from "../channels/Messages.ts";
import type { ResponseWatch } from "../channels/ResponseWatch.ts";
import type { HistogramSummary } from "../kernel/probe/Histograms.ts";
import type { Probe } from "../kernel/probe/Probe.ts";

/** What the cold starts of a consumer cost its messages. */
export interface ColdStartSummary {
  readonly count: number;
  /** Time that instances took to start, in seconds. */
  readonly time: HistogramSummary;
  /** Response times of the messages that an instance held while it started, and of all others. */
  readonly met: HistogramSummary;
  readonly others: HistogramSummary;
  /** Seconds by which the 99th percentile of all response times is above that of the others; 0 where there are none. */
  readonly costInP99: number;
}

/** H11. Cold starts of a consumer, and which of its messages had to wait for one. */
export class ColdStarts implements ResponseWatch {
  private readonly messages: Messages;
  private readonly probe: Probe;
  private readonly times: number;
  private readonly met: number;
  private readonly others: number;
  private readonly all: number;
  /** Ids of messages that have met one and have not been dealt with. */
  private readonly waiting = new Set<number>();

  /** @param all histogram of all response times of the consumer */
  constructor(messages: Messages, probe: Probe, all: number) {
    this.messages = messages;
    this.probe = probe;
    this.all = all;
    this.times = probe.histograms.open();
    this.met = probe.histograms.open();
    this.others = probe.histograms.open();
  }

  /** An instance has started, and held messages meanwhile. */
  started(seconds: number, held: Iterable<number>): void {
    this.probe.histograms.add(this.times, seconds);
    for (const message of held) this.waiting.add(this.messages.idOf(message));
  }

  waited(): void {}

  responded(message: number, seconds: number): void {
    const hasMet = this.waiting.delete(this.messages.idOf(message));
    this.probe.histograms.add(hasMet ? this.met : this.others, seconds);
  }

  get summary(): ColdStartSummary {
    const { histograms } = this.probe;
    const [time, met, others] = [this.times, this.met, this.others].map((each) =>
      histograms.summaryOf(each),
    ) as [HistogramSummary, HistogramSummary, HistogramSummary];
    const costInP99 = others.count === 0 ? 0 : histograms.quantileOf(this.all, 0.99) - others.p99;
    return { count: time.count, time, met, others, costInP99 };
  }
}
