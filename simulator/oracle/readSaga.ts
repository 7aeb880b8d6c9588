import type { Histograms } from "../kernel/probe/Histograms.ts";
import type { SagaFigures } from "../services/SagaFigures.ts";
import type { Metric } from "./Metric.ts";
import { takeOf } from "./takeOf.ts";

/** Reads a metric of a saga. Shares are those of the instances that have ended. */
export function readSaga(
  histograms: Histograms,
  figures: SagaFigures,
  { what, statistic }: Metric,
): number {
  const ended = histograms.countOf(figures.durations);
  switch (what) {
    case "completedFraction":
      return ended === 0 ? Number.NaN : figures.countOf("completed") / ended;
    case "stuckFraction":
      return ended === 0 ? Number.NaN : figures.countOf("stuck") / ended;
    case "duration":
      return takeOf(histograms, figures.durations, statistic);
    case "completedDuration":
      return takeOf(histograms, figures.durationsBy.completed, statistic);
    case "compensatedDuration":
      return takeOf(histograms, figures.durationsBy.compensated, statistic);
    default:
      return takeOf(histograms, figures.compensations, statistic);
  }
}
