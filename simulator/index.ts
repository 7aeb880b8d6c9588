/** The engine's only door. */
export {
  DEAD_LETTER_REASONS,
  LOSS_CAUSES,
  type LossCause,
  REDELIVERY_CAUSES,
  REORDERING_CAUSES,
  type RedeliveryCause,
  type ReorderingCause,
} from "./channels/causes.ts";
export { fitsBinding, passesTest, takesAnyKey } from "./channels/routing.ts";
export type { FaultSpan } from "./chaos/Faults.ts";
export * from "./contracts/index.ts";
export type { Checkpoint } from "./experiment/Checkpoint.ts";
export {
  type BrokerOutcome,
  type ComparisonInput,
  compareBrokers,
} from "./experiment/compareBrokers.ts";
export { FIGURES, type FigureName, WHAT_FIGURES_COUNT } from "./experiment/comparedFigures.ts";
export * from "./experiment/comparisonWords.ts";
export { crashAtEachStep, type StepCrash } from "./experiment/crashAtEachStep.ts";
export type { Estimate } from "./experiment/estimateOf.ts";
export type { ExemplarSummary } from "./experiment/exemplarsOf.ts";
export {
  failAtEachSagaStep,
  SAGA_FAILURES,
  type SagaFailure,
  type SagaTrial,
} from "./experiment/failAtEachSagaStep.ts";
export type { FeedSummary, LevelSummary } from "./experiment/feedSummary.ts";
export type { Verdict } from "./experiment/judge.ts";
export type { NodeSummary } from "./experiment/nodeSummaries.ts";
export { notSimulated } from "./experiment/notSimulated.ts";
export { type Memory, RewindableRun } from "./experiment/RewindableRun.ts";
export { createSimulation, type Simulation } from "./experiment/Simulation.ts";
export {
  DEFAULT_MEMORY,
  type Intervention,
  MOST_MEMORY,
  type Observation,
  type SimulationInput,
} from "./experiment/SimulationInput.ts";
export { SimulationStalled } from "./experiment/SimulationStalled.ts";
export { asFarAsItGoes, SimulationStopped } from "./experiment/SimulationStopped.ts";
export { SimulationTooLarge } from "./experiment/SimulationTooLarge.ts";
export { SAGA_ROWS, type SagaProcess, sagaProcesses } from "./experiment/sagaRows.ts";
export { STATE_WORDS, sagaSentence } from "./experiment/sagaSentence.ts";
export type { RunSummary } from "./experiment/summarize.ts";
export type { Span, SpanKind, SpanMark, Trace } from "./experiment/Trace.ts";

export { meanOf } from "./kernel/DistributionParameters.ts";
export { normalQuantile } from "./kernel/elementary.ts";
export { lawOf } from "./kernel/lawOf.ts";
export { DEPARTURE_FIELDS, MESSAGE_STATES, type MessageState } from "./kernel/probe/Departures.ts";
export type { HistogramSummary } from "./kernel/probe/Histograms.ts";
export * from "./measure/frame.ts";
export type { Series } from "./measure/TimeSeries.ts";
export * from "./model/index.ts";
export * from "./profiles/index.ts";
export { canReconfigure } from "./services/canReconfigure.ts";
export type { SagaSummary } from "./services/SagaFigures.ts";
export type { SagaHistory, SagaMoment } from "./services/SagaHistories.ts";
