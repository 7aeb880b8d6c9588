import type { Counters } from "../kernel/probe/Counters.ts";
import type { HistogramSummary } from "../kernel/probe/Histograms.ts";
import type { Probe } from "../kernel/probe/Probe.ts";

/** How a saga can end. */
const SAGA_OUTCOMES = ["completed", "compensated", "stuck"] as const;
export type SagaOutcome = (typeof SAGA_OUTCOMES)[number];

const STARTED = 0;
const ENDED = 1;
const SIZE = ENDED + SAGA_OUTCOMES.length;

/** Counts and times of one saga since the end of the warm-up. */
export interface SagaSummary {
  readonly started: number;
  readonly completed: number;
  readonly compensated: number;
  readonly stuck: number;
  /** Begin → end of all, in seconds. */
  readonly duration: HistogramSummary;
  /** Compensations carried out, of each that has ended. */
  readonly compensations: HistogramSummary;
}

/** Everything that is counted and measured of one saga. */
export class SagaFigures {
  /** Begin → end, in seconds: of all, and by outcome. */
  readonly durations: number;
  readonly durationsBy: Readonly<Record<SagaOutcome, number>>;
  /** Compensations carried out, of each that has ended. */
  readonly compensations: number;
  private readonly probe: Probe;
  private readonly counters: Counters;
  private readonly first: number;

  constructor(probe: Probe) {
    this.probe = probe;
    this.counters = probe.counters;
    this.first = probe.counters.open(SIZE);
    this.durations = probe.histograms.open();
    const [completed, compensated, stuck] = [
      probe.histograms.open(),
      probe.histograms.open(),
      probe.histograms.open(),
    ];
    this.durationsBy = { completed, compensated, stuck };
    this.compensations = probe.histograms.open();
  }

  started(): void {
    this.counters.add(this.first + STARTED);
  }

  ended(outcome: SagaOutcome, duration: number, compensations: number): void {
    const { histograms } = this.probe;
    this.counters.add(this.first + ENDED + SAGA_OUTCOMES.indexOf(outcome));
    histograms.add(this.durations, duration);
    histograms.add(this.durationsBy[outcome], duration);
    histograms.add(this.compensations, compensations);
  }

  get startedCount(): number {
    return this.counters.value(this.first + STARTED);
  }

  get startedSinceStart(): number {
    return this.counters.sinceStart(this.first + STARTED);
  }

  /** Instances that have ended in this way. */
  countOf(outcome: SagaOutcome): number {
    return this.counters.value(this.first + ENDED + SAGA_OUTCOMES.indexOf(outcome));
  }

  get summary(): SagaSummary {
    const { histograms } = this.probe;
    return {
      started: this.startedCount,
      completed: this.countOf("completed"),
      compensated: this.countOf("compensated"),
      stuck: this.countOf("stuck"),
      duration: histograms.summaryOf(this.durations),
      compensations: histograms.summaryOf(this.compensations),
    };
  }
}
