import type { Backoff as BackoffModel } from "../model/index.ts";
import { pow } from "./elementary.ts";
import type { Kernel } from "./Kernel.ts";
import { lawOf } from "./lawOf.ts";

/**
 * The wait before the next attempt. With raw = min(max, first · factor^(k−1)) after attempt k:
 * no jitter raw; full uniform on (0, raw); equal raw/2 + uniform on (0, raw/2); decorrelated
 * min(max, uniform on (first, 3 · previous wait)), where the previous wait is `first` at the beginning.
 * Source: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015.
 */
export class Backoff {
  private readonly kernel: Kernel;
  private readonly model: BackoffModel;
  private readonly stream: number;
  private readonly law: number;
  /** Whether the wait depends on the number of the attempt alone: then it can stand in a lane. */
  readonly isFixed: boolean;
  /** Whether there is never a wait. */
  readonly isNone: boolean;

  constructor(kernel: Kernel, model: BackoffModel, stream: number) {
    this.kernel = kernel;
    this.model = model;
    this.stream = stream;
    this.law = model.kind === "random" ? kernel.laws.compile(lawOf(model.delay)) : -1;
    this.isFixed =
      model.kind !== "random" && !(model.kind === "exponential" && model.jitter !== "none");
    this.isNone = model.kind === "none" || (model.kind === "fixed" && model.delay === 0);
  }

  /**
   * Seconds to wait after attempt `k` = 1, 2, ….
   * @param previous the wait before that attempt, 0 if it was the first
   */
  delayAfter(k: number, previous: number): number {
    const model = this.model;
    switch (model.kind) {
      case "none":
        return 0;
      case "fixed":
        return model.delay;
      case "linear":
        return Math.min(model.max ?? Infinity, model.step * k);
      case "schedule":
        return model.delays[Math.min(k, model.delays.length) - 1] ?? 0;
      case "random":
        return this.kernel.laws.sample(this.law, this.stream);
      case "exponential":
        return this.exponentialDelay(model, k, previous);
    }
  }

  /** Schedules an event after a wait that `delayAfter` gave. */
  schedule(delay: number, what: number, subject: number): number {
    const events = this.kernel.events;
    return this.isFixed
      ? events.scheduleInLane(events.laneFor(delay), what, subject)
      : events.schedule(delay, what, subject);
  }

  private exponentialDelay(
    model: Extract<BackoffModel, { kind: "exponential" }>,
    k: number,
    previous: number,
  ): number {
    const max = model.max ?? 1e9;
    const uniform = (): number => this.kernel.streams.uniform(this.stream);
    if (model.jitter === "decorrelated") {
      const last = previous > 0 ? previous : model.first;
      return Math.min(max, model.first + (3 * last - model.first) * uniform());
    }
    const raw = Math.min(max, model.first * pow(model.factor, k - 1));
    if (model.jitter === "full") return raw * uniform();
    if (model.jitter === "equal") return raw / 2 + (raw / 2) * uniform();
    return raw;
  }
}
