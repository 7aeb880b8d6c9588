import type { Context } from "./Context.ts";
import { Line } from "./Line.ts";
import type { Member } from "./Member.ts";

/** One partition as a group sees it: what it has not committed, and how far it has read. */
export class Partition {
  readonly line: Line;
  /** The entry that is delivered next, −1 when all are read. */
  next = -1;
  inFlight = 0;
  /** Messages delivered so far, those that are to be delivered again taken off. */
  get position(): number {
    let unread = 0;
    for (let entry = this.next; entry >= 0; entry = this.line.nextOf(entry)) unread++;
    return this.appended - unread;
  }
  /** Messages appended, and committed, so far. */
  appended = 0;
  committed = 0;
  /** Messages handled since the last commit. */
  uncommitted = 0;
  /** The member that reads it. */
  owner: Member | undefined = undefined;
  /** Histogram of the times from entering it to the first end of handling there. */
  readonly responseTimes: number;

  constructor(context: Context) {
    this.line = new Line(context.entries);
    this.responseTimes = context.kernel.probe.histograms.open();
  }
}
