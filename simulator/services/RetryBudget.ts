import type { z } from "zod";
import type { Clock } from "../kernel/probe/Clock.ts";
import type { RetryBudget as Settings } from "../model/index.ts";

/** What can be saved up for retries, in retries. */
const MOST_SAVED = 10;

/**
 * A retry budget (RULES H13): each first attempt earns `ratio` of a retry, time earns `minimum` retries a second, each
 * retry costs one. Savings are bounded, so that a quiet hour does not pay for a storm. Source: gRPC proposal A6,
 * retry throttling.
 */
export class RetryBudget {
  private readonly clock: Clock;
  private readonly settings: z.output<typeof Settings>;
  private saved = MOST_SAVED;
  private since: number;

  constructor(clock: Clock, settings: z.output<typeof Settings>) {
    this.clock = clock;
    this.settings = settings;
    this.since = clock.now;
  }

  /** A first attempt begins. */
  earn(): void {
    this.saved = Math.min(MOST_SAVED, this.saved + this.settings.ratio);
  }

  /** Whether a retry can be paid for; it is paid at once. */
  spend(): boolean {
    const { now } = this.clock;
    this.saved = Math.min(
      MOST_SAVED,
      this.saved + (now - this.since) * (this.settings.minimum ?? 0),
    );
    this.since = now;
    if (this.saved < 1 - 1e-9) return false;
    this.saved -= 1;
    return true;
  }
}
