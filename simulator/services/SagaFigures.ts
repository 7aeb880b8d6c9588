import type { Kernel } from "../kernel/Kernel.ts";
import type { Counters } from "../kernel/probe/Counters.ts";
import type { HistogramSummary } from "../kernel/probe/Histograms.ts";
import type { Probe } from "../kernel/probe/Probe.ts";
import type { Saga as SagaModel } from "../model/index.ts";
import { SagaHistories, type SagaHistory } from "./SagaHistories.ts";

/** How a saga can end. */
const SAGA_OUTCOMES = ["completed", "compensated", "stuck", "inconsistent"] as const;
export type SagaOutcome = (typeof SAGA_OUTCOMES)[number];

const STARTED = 0;
const TIMED_OUT = 1;
const RETRIED = 2;
const ORPHANS = 3;
const ENDED = 4;
const SIZE = ENDED + SAGA_OUTCOMES.length;
/** Instances of each outcome that are named. */
const EXEMPLARS = 5;

/** Counts and times of one saga since the end of the warm-up. */
export interface SagaSummary {
  /** Business process that it carries out; sagas of one process can be held side by side. */
  readonly process: string | undefined;
  readonly mode: SagaModel["mode"];
  /** Name of the business key of its instances. */
  readonly correlation: string;
  readonly started: number;
  readonly completed: number;
  readonly compensated: number;
  readonly stuck: number;
  /** Ended otherwise than its steps did: one was done that counts as undone, or the other way round. */
  readonly inconsistent: number;
  readonly running: number;
  /** Steps whose time was over before their outcome was known, and commands that were sent again. */
  readonly timedOut: number;
  readonly retried: number;
  /** Compensations of steps that had not been done. */
  readonly orphanCompensations: number;
  /** Begin → end of all, in seconds, and by outcome. */
  readonly duration: HistogramSummary;
  readonly durations: Readonly<Record<SagaOutcome, HistogramSummary>>;
  /** Compensations carried out, of each that has ended. */
  readonly compensations: HistogramSummary;
  /** Numbers of the roots of the first instances that ended badly. */
  readonly exemplars: Readonly<Record<"stuck" | "inconsistent", readonly number[]>>;
  /** The states over time of the first instances of each outcome, and of the oldest that have not ended. */
  readonly histories: readonly SagaHistory[];
}

/** Everything that is counted and measured of one saga. */
export class SagaFigures {
  /** Begin → end, in seconds: of all, and by outcome. */
  readonly durations: number;
  readonly durationsBy: Readonly<Record<SagaOutcome, number>>;
  /** Compensations carried out, of each that has ended. */
  readonly compensations: number;
  private readonly exemplars: Record<"stuck" | "inconsistent", number[]> = {
    stuck: [],
    inconsistent: [],
  };
  private readonly settings: SagaModel;
  private readonly probe: Probe;
  private readonly counters: Counters;
  private readonly first: number;

  /** What single instances went through. */
  readonly histories: SagaHistories;

  constructor({ probe, events }: Kernel, settings: SagaModel) {
    this.probe = probe;
    this.settings = settings;
    this.histories = new SagaHistories(
      events,
      settings.steps.map(({ name }) => name),
    );
    this.counters = probe.counters;
    this.first = probe.counters.open(SIZE);
    this.durations = probe.histograms.open();
    const [completed, compensated, stuck, inconsistent] = [
      probe.histograms.open(),
      probe.histograms.open(),
      probe.histograms.open(),
      probe.histograms.open(),
    ];
    this.durationsBy = { completed, compensated, stuck, inconsistent };
    this.compensations = probe.histograms.open();
  }

  /** @param key value of the business key */
  started(root: number, key: number): void {
    this.counters.add(this.first + STARTED);
    this.histories.begin(root, key);
  }
  timedOut(): void {
    this.counters.add(this.first + TIMED_OUT);
  }
  retried(): void {
    this.counters.add(this.first + RETRIED);
  }
  orphan(): void {
    this.counters.add(this.first + ORPHANS);
  }

  ended(outcome: SagaOutcome, duration: number, compensations: number, root: number): void {
    const { histograms } = this.probe;
    this.counters.add(this.first + ENDED + SAGA_OUTCOMES.indexOf(outcome));
    histograms.add(this.durations, duration);
    histograms.add(this.durationsBy[outcome], duration);
    histograms.add(this.compensations, compensations);
    this.note(outcome, root);
    this.histories.end(root, outcome);
  }

  /** An instance that had ended in one way turns out to be inconsistent. */
  corrected(outcome: SagaOutcome, root: number): void {
    this.counters.addMany(this.first + ENDED + SAGA_OUTCOMES.indexOf(outcome), -1);
    this.counters.add(this.first + ENDED + SAGA_OUTCOMES.indexOf("inconsistent"));
    this.note("inconsistent", root);
  }

  private note(outcome: SagaOutcome, root: number): void {
    if (outcome !== "stuck" && outcome !== "inconsistent") return;
    if (this.exemplars[outcome].length < EXEMPLARS) this.exemplars[outcome].push(root);
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

  /** @param running instances that have not ended */
  summary(running: number): SagaSummary {
    const { histograms } = this.probe;
    const time = (outcome: SagaOutcome): HistogramSummary =>
      histograms.summaryOf(this.durationsBy[outcome]);
    return {
      process: this.settings.process,
      mode: this.settings.mode,
      correlation: this.settings.correlation,
      started: this.startedCount,
      completed: this.countOf("completed"),
      compensated: this.countOf("compensated"),
      stuck: this.countOf("stuck"),
      inconsistent: this.countOf("inconsistent"),
      running,
      timedOut: this.counters.value(this.first + TIMED_OUT),
      retried: this.counters.value(this.first + RETRIED),
      orphanCompensations: this.counters.value(this.first + ORPHANS),
      duration: histograms.summaryOf(this.durations),
      durations: {
        completed: time("completed"),
        compensated: time("compensated"),
        stuck: time("stuck"),
        inconsistent: time("inconsistent"),
      },
      compensations: histograms.summaryOf(this.compensations),
      exemplars: this.exemplars,
      histories: this.histories.list,
    };
  }
}
