import type { Metric } from "./Metric.ts";
import type { Readings } from "./Readings.ts";

/** What has to be looked at after every event of a run, since no figure of the engine keeps it. */
export interface Watch {
  /** An event has happened: `now` is its time, `before` the time of the one before. */
  look(now: number, before: number): void;
  /** The value at the end of the run; NaN when there is none. */
  readonly value: number;
}

/** The watch that a metric needs, if it needs one. */
export function watchFor(metric: Metric, readings: Readings, warmUp: number): Watch | undefined {
  const { what, statistic } = metric;
  if (statistic.take === "emptyAfter") return new EmptyAfter(metric, readings, statistic.time);
  if (what === "lastCompletion") return new LastCompletion(metric, readings);
  const isSum = what === "inSystem" || what === "lag";
  const isUngauged = what === "busy" || what === "instancesUp";
  if (statistic.take === "max" && (isSum || isUngauged)) return new Peak(metric, readings, warmUp);
  return undefined;
}

/** The highest value of a level that has lasted for some time after the warm-up. */
class Peak implements Watch {
  value = 0;
  private level = 0;
  private readonly metric: Metric;
  private readonly readings: Readings;
  private readonly warmUp: number;

  constructor(metric: Metric, readings: Readings, warmUp: number) {
    this.metric = metric;
    this.readings = readings;
    this.warmUp = warmUp;
  }

  look(now: number, before: number): void {
    if (now > before && now > this.warmUp && this.level > this.value) this.value = this.level;
    this.level = this.readings.levelNow(this.metric);
  }
}

/** From an instant to the first end of a message after it that leaves the channel empty. */
class EmptyAfter implements Watch {
  value = Number.NaN;
  private ended = 0;
  private readonly metric: Metric;
  private readonly readings: Readings;
  private readonly from: number;

  constructor(metric: Metric, readings: Readings, from: number) {
    this.metric = metric;
    this.readings = readings;
    this.from = from;
  }

  look(now: number): void {
    if (!Number.isNaN(this.value)) return;
    const ended = this.readings.endedCount(this.metric.id);
    if (now >= this.from && ended > this.ended && this.readings.levelNow(this.metric) === 0)
      this.value = now - this.from;
    this.ended = ended;
  }
}

/** Time of the last run of a handler that reached its end. */
class LastCompletion implements Watch {
  value = Number.NaN;
  private completed = 0;
  private readonly metric: Metric;
  private readonly readings: Readings;

  constructor(metric: Metric, readings: Readings) {
    this.metric = metric;
    this.readings = readings;
  }

  look(now: number): void {
    const completed = this.readings.completedCount(this.metric.id);
    if (completed !== this.completed) this.value = now;
    this.completed = completed;
  }
}
