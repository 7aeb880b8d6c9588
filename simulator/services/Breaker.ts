import type { z } from "zod";
import type { Clock } from "../kernel/probe/Clock.ts";
import type { CircuitBreaker } from "../model/index.ts";

/**
 * A circuit breaker. Closed: failures in a row are counted. Open: calls are refused at once, for `openFor`.
 * Then half open: the first calls are trials, all others are refused until they are answered; success closes
 * it, failure opens it again. Answers to calls from before the opening do not count (`era`).
 * Source: Nygard, Release It!, 2007.
 */
export class Breaker {
  /** Number of the present stretch between two changes of state. */
  era = 0;
  private readonly clock: Clock;
  private readonly settings: z.output<typeof CircuitBreaker>;
  private failures = 0;
  private openUntil = -1;
  private isHalfOpen = false;
  private trials = 0;
  /** Outcomes of the last calls, where a share of them decides. */
  private readonly recent: boolean[] = [];

  constructor(clock: Clock, settings: z.output<typeof CircuitBreaker>) {
    this.clock = clock;
    this.settings = settings;
  }

  /** Whether a call may be made now. */
  admits(): boolean {
    if (this.isHalfOpen) return this.trials < this.settings.trials && this.trials++ >= 0;
    if (this.openUntil < 0) return true;
    if (this.clock.now < this.openUntil) return false;
    this.isHalfOpen = true;
    this.era++;
    this.trials = 1;
    return true;
  }

  /** A call of an era has ended. */
  report(era: number, isOk: boolean): void {
    if (era !== this.era) return;
    if (this.isHalfOpen) {
      if (isOk) this.close();
      else this.open();
      return;
    }
    this.failures = isOk ? 0 : this.failures + 1;
    if (this.isTooMuch(isOk)) this.open();
  }

  private isTooMuch(isOk: boolean): boolean {
    const { failureRatio, window, failures } = this.settings;
    if (failureRatio === undefined) return this.failures >= failures;
    const size = window ?? 20;
    this.recent.push(isOk);
    if (this.recent.length > size) this.recent.shift();
    return (
      this.recent.length === size && this.recent.filter((ok) => !ok).length >= failureRatio * size
    );
  }

  private open(): void {
    this.era++;
    this.isHalfOpen = false;
    this.openUntil = this.clock.now + this.settings.openFor;
    this.recent.length = 0;
  }

  private close(): void {
    this.era++;
    this.isHalfOpen = false;
    this.openUntil = -1;
    this.failures = 0;
  }
}
