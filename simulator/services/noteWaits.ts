import type { Context } from "../channels/Context.ts";
import type { ServiceFigures } from "./ServiceFigures.ts";

/** H5. A message has ended that was tried again: takes the sum of its waits between attempts. */
export function noteWaits(
  { entries, kernel }: Context,
  { retryDelays }: ServiceFigures,
  entry: number,
): void {
  const waited = entries.totalWaitOf(entry);
  if (waited > 0) kernel.probe.histograms.add(retryDelays, waited);
}
