import type { Clock } from "../kernel/probe/Clock.ts";

/** A token bucket: full at first, it grows continuously at `rate` up to `burst`. */
export class TokenBucket {
  private readonly clock: Clock;
  private readonly rate: number;
  private readonly burst: number;
  private tokens: number;
  private since: number;

  constructor(clock: Clock, rate: number, burst: number) {
    this.clock = clock;
    this.rate = rate;
    this.burst = burst;
    this.tokens = burst;
    this.since = clock.now;
  }

  /** Takes a token if there is one. */
  take(): boolean {
    const { now } = this.clock;
    this.tokens = Math.min(this.burst, this.tokens + (now - this.since) * this.rate);
    this.since = now;
    if (this.tokens < 1 - 1e-9) return false;
    this.tokens -= 1;
    return true;
  }

  /** Seconds until there is a token. */
  get secondsToNext(): number {
    return Math.max(0, (1 - this.tokens) / this.rate);
  }

  /** Takes the next token there will be. Returns the seconds until then, 0 if there is one now. */
  reserve(): number {
    const { now } = this.clock;
    this.tokens = Math.min(this.burst, this.tokens + (now - this.since) * this.rate) - 1;
    this.since = now;
    return this.tokens >= -1e-9 ? 0 : -this.tokens / this.rate;
  }
}
