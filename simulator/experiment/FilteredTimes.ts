import type { MessageTypes } from "../channels/MessageTypes.ts";
import type { ResponseWatch } from "../channels/ResponseWatch.ts";
import type { Histograms } from "../kernel/probe/Histograms.ts";

/** Response times of the messages whose attributes have certain values. */
export class FilteredTimes implements ResponseWatch {
  /** Histogram of the times. */
  readonly histogram: number;
  private readonly types: MessageTypes;
  private readonly histograms: Histograms;
  private readonly where: readonly (readonly [attribute: string, values: readonly string[]])[];

  constructor(
    types: MessageTypes,
    histograms: Histograms,
    where: Readonly<Record<string, readonly string[]>>,
  ) {
    this.types = types;
    this.histograms = histograms;
    this.histogram = histograms.open();
    this.where = Object.entries(where);
  }

  waited(): void {}

  responded(message: number, seconds: number): void {
    const passes = this.where.every(([attribute, values]) =>
      values.includes(this.types.attributeText(message, attribute) ?? ""),
    );
    if (passes) this.histograms.add(this.histogram, seconds);
  }
}
