import {
  REDELIVERY_CAUSES,
  REORDERING_CAUSES,
  type RedeliveryCause,
  type ReorderingCause,
} from "../channels/causes.ts";
import { COUNTER_WORDS, type Counters } from "../kernel/probe/Counters.ts";
import type { Probe } from "../kernel/probe/Probe.ts";
import { FAILURE_KINDS, type FailureKind } from "./Program.ts";

/** Words in front of the counters, in the same line of cache as the first of them: what each message asks of a service (`ServiceAtWork`). */
export const ASKED = 10;
// What is counted of each message stands first: one cache line has it all.
export const STARTED = 0;
export const WAITED = 1;
export const COMPLETED = 2;
const ENDED = 3;
const DEAD = 4;
const RETRIED = 5;
const SKIPPED = 6;
const CRASHES = 7;
const EARLY_LOST = 8;
const PUBLISHED = 9;
const CALLED = 10;
const CALLS_REFUSED = 11;
const REPEATED_EFFECTS = 12;
const ORDERED = 13;
const FAILED = 14;
const DUPLICATES = FAILED + FAILURE_KINDS.length;
const OVERTAKEN = DUPLICATES + REDELIVERY_CAUSES.length;
const SIZE = OVERTAKEN + REORDERING_CAUSES.length;

/** Counts of a service since the end of the warm-up. */
export interface ServiceCounts {
  readonly attempts: number;
  readonly completed: number;
  readonly retried: number;
  readonly deadLettered: number;
  readonly skipped: number;
  readonly crashes: number;
  /** Messages completed after one of the same key that had entered later. */
  readonly overtaken: number;
  /** The same by cause. */
  readonly overtakenBy: Partial<Record<ReorderingCause, number>>;
  readonly published: number;
  /** Calls that its handlers made, and those that were refused before or by who was called. */
  readonly callsMade: number;
  readonly callsRefused: number;
  readonly failed: Partial<Record<FailureKind, number>>;
  readonly duplicates: Partial<Record<RedeliveryCause, number>>;
}

/** Everything that is counted and measured of one service. */
export class ServiceFigures {
  private readonly counters: Counters;
  /** Address of what each message asks of the service. */
  readonly at: number;
  /** Number of the first of its counters, which stand behind that. */
  private readonly first: number;
  /** Entering the channel → first start of the handler. */
  readonly waitingTimes: number;
  /** Start → end of each handler that got to its end. */
  readonly serviceTimes: number;
  /** Birth of the root → end of the handler: how late a fact reaches this service. */
  readonly endToEndTimes: number;
  /** Entering the channel → end there. */
  readonly responseTimes: number;
  /** Sum of the waits between attempts of a message, 0 if there was one attempt; only where there are waits. */
  readonly retryDelays: number;
  /** Messages taken by each poll that found any. */
  readonly batchSizes: number;

  constructor(probe: Probe) {
    this.counters = probe.counters;
    this.at = probe.region.take(ASKED + SIZE * COUNTER_WORDS);
    this.first = probe.counters.openAt(this.at + ASKED, SIZE);
    this.waitingTimes = probe.openDetail();
    this.serviceTimes = probe.openDetail();
    this.endToEndTimes = probe.histograms.open();
    this.responseTimes = probe.openDetail();
    this.batchSizes = probe.histograms.open();
    this.retryDelays = probe.histograms.open();
  }

  /** Number of the counter of messages that have ended. */
  get endedCounter(): number {
    return this.first + ENDED;
  }

  started(): void {
    this.counters.add(this.first + STARTED);
  }
  completed(): void {
    this.counters.add(this.first + COMPLETED);
  }
  ended(): void {
    this.counters.add(this.first + ENDED);
  }
  dead(): void {
    this.counters.add(this.first + DEAD);
  }
  retried(): void {
    this.counters.add(this.first + RETRIED);
  }
  skipped(): void {
    this.counters.add(this.first + SKIPPED);
  }
  crashed(): void {
    this.counters.add(this.first + CRASHES);
  }
  lostEarly(): void {
    this.counters.add(this.first + EARLY_LOST);
  }
  published(): void {
    this.counters.add(this.first + PUBLISHED);
  }
  failed(kind: number): void {
    this.counters.add(this.first + FAILED + kind);
  }
  duplicate(cause: number): void {
    this.counters.add(this.first + DUPLICATES + cause);
  }
  /** An effect of its handlers happened for a root that had it already. */
  repeatedEffect(): void {
    this.counters.add(this.first + REPEATED_EFFECTS);
  }
  /** A call is made, or refused before it is made. */
  called(): void {
    this.counters.add(this.first + CALLED);
  }
  /** A call was refused: by its breaker, a limit of the caller, or the one who was called. */
  callRefused(): void {
    this.counters.add(this.first + CALLS_REFUSED);
  }
  /** A first completion of a message whose order matters. */
  ordered(): void {
    this.counters.add(this.first + ORDERED);
  }
  /** It has been overtaken. @param cause number of a reordering cause */
  overtaken(cause: number): void {
    this.counters.add(this.first + OVERTAKEN + cause);
  }
  /** The handler starts for the first time with a message that has entered before. */
  waited(): void {
    this.counters.add(this.first + WAITED);
  }

  /** Counter of handlers that got to their end. */
  get completedCounter(): number {
    return this.first + COMPLETED;
  }
  get startedCount(): number {
    return this.counters.value(this.first + STARTED);
  }
  /** First completions of messages whose order matters. */
  get orderedCount(): number {
    return this.counters.value(this.first + ORDERED);
  }
  /** Those of them that came after a message of the same key which had entered later. */
  get overtakenCount(): number {
    return this.counters.sum(this.first + OVERTAKEN, REORDERING_CAUSES.length);
  }
  get completedCount(): number {
    return this.counters.value(this.first + COMPLETED);
  }
  get deadCount(): number {
    return this.counters.value(this.first + DEAD);
  }
  get publishedCount(): number {
    return this.counters.value(this.first + PUBLISHED);
  }
  /** First starts that came later than the entering. */
  get waitedCount(): number {
    return this.counters.value(this.first + WAITED);
  }
  get earlyLostCount(): number {
    return this.counters.value(this.first + EARLY_LOST);
  }
  get crashCount(): number {
    return this.counters.value(this.first + CRASHES);
  }
  /** Calls of its handlers, refused ones included. */
  get calledCount(): number {
    return this.counters.value(this.first + CALLED);
  }
  get callsRefusedCount(): number {
    return this.counters.value(this.first + CALLS_REFUSED);
  }
  get repeatedEffectCount(): number {
    return this.counters.value(this.first + REPEATED_EFFECTS);
  }
  get skippedCount(): number {
    return this.counters.value(this.first + SKIPPED);
  }
  get failedCount(): number {
    return this.counters.sum(this.first + FAILED, FAILURE_KINDS.length);
  }
  get duplicateCount(): number {
    return this.counters.sum(this.first + DUPLICATES, REDELIVERY_CAUSES.length);
  }

  get counts(): ServiceCounts {
    const value = (counter: number): number => this.counters.value(this.first + counter);
    const byName = <N extends string>(
      names: readonly N[],
      first: number,
    ): Partial<Record<N, number>> =>
      Object.fromEntries(
        names.map((name, i) => [name, value(first + i)] as const).filter(([, count]) => count > 0),
      ) as Partial<Record<N, number>>;
    return {
      attempts: value(STARTED),
      completed: value(COMPLETED),
      retried: value(RETRIED),
      deadLettered: value(DEAD),
      skipped: value(SKIPPED),
      crashes: value(CRASHES),
      overtaken: this.overtakenCount,
      overtakenBy: byName(REORDERING_CAUSES, OVERTAKEN),
      published: value(PUBLISHED),
      callsMade: value(CALLED),
      callsRefused: value(CALLS_REFUSED),
      failed: byName(FAILURE_KINDS, FAILED),
      duplicates: byName(REDELIVERY_CAUSES, DUPLICATES),
    };
  }
}
