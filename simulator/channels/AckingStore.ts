import { ADDRESS, DOUBLES, INTS } from "../kernel/memory.ts";
import {
  COUNTS,
  DELIVERIES,
  ENDED,
  LEASED,
  MESSAGE,
  NO_TIMER,
  PARKED,
  STATE,
  STATE_MASK,
  TIMER,
} from "./Entries.ts";
import type { Member } from "./Member.ts";
import { SAGA_COMMAND } from "./Messages.ts";
import { ReturningStore } from "./ReturningStore.ts";
import { noteSettled } from "./SubscriptionFigures.ts";

/** How acks end entries (RULES D4). */
export class AckingStore extends ReturningStore {
  /** D4. An ack has come. Returns whether it counted. */
  ack(member: Member, entry: number, number: number): boolean {
    if (this.isCurrent(entry, number)) this.endLease(entry);
    else if (!this.acceptsLate(entry)) return false;
    this.figures.acked();
    if (this.tracer.isOn === true) this.tracer.stored("acknowledged", entry, this.node);
    this.takeResponseTime(member, entry);
    this.end(entry, true);
    return true;
  }

  /** D4. An ack has come of a delivery that was taken back or settled before. */
  private acceptsLate(entry: number): boolean {
    const state = this.entries.stateOf(entry);
    this.figures.lateAck();
    if (this.tracer.isOn === true) this.tracer.stored("late-ack", entry, this.node);
    if (this.settings.lease.lateAck !== "accepted" || state === ENDED || state === PARKED)
      return false;
    this.withdraw(entry);
    return true;
  }

  /** D4. Whether the ack of a delivery ends its entry and sets off nothing else in the channel. */
  closesAlone(member: Member, entry: number, number: number): boolean {
    const entryAt = entry & ADDRESS;
    return !(
      (INTS[entryAt + STATE]! & STATE_MASK) !== LEASED ||
      INTS[entryAt + DELIVERIES] !== number ||
      INTS[entryAt + COUNTS]! >>> 16 !== 1 ||
      this.endsPlainly === false ||
      member.isWatched === true ||
      this.messages.hasMark(INTS[entryAt + MESSAGE]!, SAGA_COMMAND) ||
      this.tracer.isOn === true
    );
  }

  /** D4. The ack of a delivery of which its consumer knows nothing more has come: `ack` and `unpin` in one pass, where it `closesAlone`. */
  closeDelivery(member: Member, entry: number): void {
    const entryAt = entry & ADDRESS;
    const { entries } = this;
    const message = INTS[entryAt + MESSAGE]!;
    const timer = INTS[entryAt + TIMER]!;
    const time = this.events.now - DOUBLES[entryAt >> 1]!;
    // Who remembers the row sees that the message has left it.
    INTS[entryAt + STATE] = (INTS[entryAt + STATE]! & ~STATE_MASK) | ENDED;
    if (timer >= 0) this.events.cancel(timer);
    else if (timer !== NO_TIMER) this.leases.end(entry);
    entries.rows.release(entry);
    noteSettled(this.gauges, this.at);
    this.histograms.add(member.responseTimes, time);
    this.messages.done(message);
  }

  protected takeResponseTime(member: Member, entry: number): void {
    const time = this.events.now - this.entries.enteredAt(entry);
    this.histograms.add(member.responseTimes, time);
    if (member.isWatched) member.tell(this.entries.messageOf(entry), time);
  }
}
