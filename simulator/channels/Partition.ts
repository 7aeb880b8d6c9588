import type { HistogramSummary } from "../kernel/probe/Histograms.ts";
import type { Context } from "./Context.ts";
import { LINE_WORDS, Line } from "./Line.ts";
import type { Seat } from "./Seat.ts";

/** A partition as a group has read it. */
export interface PartitionSummary {
  /** Messages from the committed position to the end. */
  readonly lag: number;
  /** The most that had not been read at any time. */
  readonly mostUnread: number;
  /** Age in seconds of the oldest message that is not read. */
  readonly lagSeconds: number;
  /** Entering it → first end of handling, in seconds. */
  readonly responseTime: HistogramSummary;
}

/** One partition as a group sees it: what it has not committed, and how far it has read. */
export class Partition {
  readonly number: number;
  readonly line: Line;
  /** The entry that is delivered next, −1 when all are read. */
  next = -1;
  inFlight = 0;
  /** Entries from `next` on, and the most there have been. */
  unread = 0;
  mostUnread = 0;
  /** Entries from `next` on that the last poll of its reader has returned and that wait in it. */
  fetched = 0;
  /** Offset that the next message will get, and the offset from which is read again after a crash. */
  end = 0;
  committed = 0;
  /** When the last of its messages that wait may be read. */
  lastDue = 0;
  /** The message at its position was removed before anybody had come to read it. */
  isOverrun = false;
  /** Its position is gone and its reader wants an error: it is not read any more. */
  isStuck = false;
  /** Offset before which messages can be read. */
  readableEnd = Infinity;
  /** While it is rebuilt: the offset of the last message that was stored when that began; else ∞. */
  rebuildLast = Infinity;
  /** Messages handled since the last commit. */
  uncommitted = 0;
  /** Who reads it; it may have been silent for a while. */
  seat: Seat | undefined = undefined;
  /** It is to go to another reader: nothing more of it is delivered to this one. */
  isLeaving = false;
  /** Histogram of the times from entering it to the first end of handling there. */
  readonly responseTimes: number;
  private readonly context: Context;

  constructor(context: Context, number: number) {
    this.context = context;
    this.number = number;
    this.line = new Line(context.kernel.region.take(LINE_WORDS));
    this.responseTimes = context.kernel.probe.histograms.open();
  }

  /** What of it its readers have still to handle, and how long they took. */
  get summary(): PartitionSummary {
    const { entries, kernel } = this.context;
    const { now } = kernel.events;
    return {
      lag: this.end - this.committed,
      mostUnread: this.mostUnread,
      lagSeconds: this.next < 0 ? 0 : now - entries.enteredAt(this.next),
      responseTime: kernel.probe.histograms.summaryOf(this.responseTimes),
    };
  }

  /** Offset of the message that is delivered next. */
  get position(): number {
    return this.next < 0 ? this.end : this.context.entries.offsetOf(this.next);
  }
}
