import type { HistogramSummary } from "../kernel/probe/Histograms.ts";

/** What a run measured of an outbox. */
export interface OutboxSummary {
  readonly published: number;
  /** Messages that the relay published again, because it had crashed before it could mark them. */
  readonly repeated: number;
  /** Messages that it had marked and not yet published when it crashed. */
  readonly lost: number;
  readonly crashes: number;
  readonly waiting: number;
  /** Channel that refused what was published last, and has taken nothing since. */
  readonly refusedBy: string | undefined;
  /** Commit → publication, in seconds. */
  readonly delay: HistogramSummary;
}
