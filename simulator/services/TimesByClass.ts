import type { MessageTypes } from "../channels/MessageTypes.ts";
import type { ResponseWatch } from "../channels/ResponseWatch.ts";
import type { HistogramSummary, Histograms } from "../kernel/probe/Histograms.ts";

/** Times of the messages with one value of an attribute. */
export interface ClassSummary {
  readonly waitingTime: HistogramSummary;
  readonly responseTime: HistogramSummary;
}

/** Waiting and response times of a consumer by the value of an attribute. */
export class TimesByClass implements ResponseWatch {
  private readonly types: MessageTypes;
  private readonly histograms: Histograms;
  private readonly attribute: string;
  private readonly classes = new Map<string, { waiting: number; response: number }>();

  constructor(
    types: MessageTypes,
    histograms: Histograms,
    attribute: string,
    values: readonly string[],
  ) {
    this.types = types;
    this.histograms = histograms;
    this.attribute = attribute;
    for (const value of values)
      this.classes.set(value, { waiting: histograms.open(), response: histograms.open() });
  }

  waited(message: number, seconds: number): void {
    const times = this.classOf(message);
    if (times !== undefined) this.histograms.add(times.waiting, seconds);
  }

  responded(message: number, seconds: number): void {
    const times = this.classOf(message);
    if (times !== undefined) this.histograms.add(times.response, seconds);
  }

  get summary(): Record<string, ClassSummary> {
    const { histograms } = this;
    return Object.fromEntries(
      [...this.classes].map(([value, { waiting, response }]) => [
        value,
        {
          waitingTime: histograms.summaryOf(waiting),
          responseTime: histograms.summaryOf(response),
        },
      ]),
    );
  }

  private classOf(message: number) {
    return this.classes.get(this.types.attributeText(message, this.attribute) ?? "");
  }
}
