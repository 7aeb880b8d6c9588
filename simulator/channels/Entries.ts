import type { Clock } from "../kernel/probe/Clock.ts";
import { ROW_MASK, Rows } from "../kernel/Rows.ts";

/** Words of an entry's row. Words 0 and 1 are the time at which it entered, as a double. */
export const STRIDE = 12;
export const MESSAGE = 2;
const SUBSCRIPTION = 3;
/** Neighbors in the line that it stands in. */
export const NEXT = 4;
export const PREVIOUS = 5;
/** State in bits 0–2, flags in 3–7, cause of the next delivery in 8–15, attempts that count for the broker in 16–31. */
export const STATE = 6;
/** Starts of a handler in bits 0–15, deliveries that a consumer still has in 16–31. */
export const COUNTS = 7;
/** One more consumer that has a delivery, in `COUNTS`. */
export const HOLDER = 1 << 16;
/** Partition of a stream; in a priority queue the line in which it waits. */
const LANE = 8;
/** Pending event of the entry: the end of its delay, of its time to live, or of a lease that stands in no line of `Leases`; `NO_TIMER` if none. In a stream, which has none of these: its offset. */
export const TIMER = 9;
export const NO_TIMER = -1;
/** Double, in words 8 and 9: minus the time at which its lease ends, while it stands in a line of `Leases`. */
export const DEADLINE = 8;
/** Place in the order of entering. */
export const SEQUENCE = 10;
/** Deliveries so far: the number of the latest is the only one whose ack counts. */
export const DELIVERIES = 11;

/** States of an entry (see RULES.md). */
export const READY = 0;
export const DELAYED = 1;
export const LEASED = 2;
/** It has ended, but a consumer still works on a delivery of it. */
export const ENDED = 3;
/** It waits in front of a full channel. */
export const BLOCKED = 4;
/** Given up and left where it is. */
export const PARKED = 5;
/** Stream only: handled, not yet committed. */
export const HANDLED = 6;
export const STATE_MASK = 7;

/** A handler has started with it. */
export const STARTED = 8;
/** A handler has got to its end with it. */
export const COMPLETED = 16;
/** An ack of it was lost. */
export const ACK_LOST = 32;
/** It was acknowledged early, or (in a stream) its handling has come to an end before. */
const EARLY_ACK = 64;

/** It stands in the line of what was taken back. */
export const IN_RETURNS = 128;

/** What a subscription stores: one row for each message in each subscription. */
export class Entries {
  readonly rows = new Rows(STRIDE, "messages in channels");
  private sequence = 0;
  /** For entries that were tried again: the last wait and the sum of all, in pairs. */
  private waits = new Float64Array(0);

  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** A new entry of this moment, ready, in no line. The caller sees to the hold on the message. */
  create(message: number, subscription: number, lane: number): number {
    const entry = this.rows.allocate();
    const base = (entry & ROW_MASK) * STRIDE;
    const ints = this.rows.ints;
    this.rows.floats[base >> 1] = this.clock.now;
    ints[base + MESSAGE] = message;
    ints[base + SUBSCRIPTION] = subscription;
    ints[base + STATE] = READY;
    ints[base + COUNTS] = 0;
    ints[base + TIMER] = NO_TIMER;
    ints[base + LANE] = lane;
    ints[base + SEQUENCE] = this.sequence;
    ints[base + DELIVERIES] = 0;
    this.sequence = (this.sequence + 1) | 0;
    if (this.waits.length > 0) this.forgetWaits(entry);
    return entry;
  }

  /** The entry counts as having entered now, or at another time. */
  restamp(entry: number, time = this.clock.now): void {
    this.rows.floats[((entry & ROW_MASK) * STRIDE) >> 1] = time;
  }
  /** The entry counts as having entered at an earlier time. */
  restampAt(entry: number, time: number): void {
    this.rows.floats[((entry & ROW_MASK) * STRIDE) >> 1] = time;
  }
  enteredAt(entry: number): number {
    return this.rows.floats[((entry & ROW_MASK) * STRIDE) >> 1]!;
  }
  messageOf(entry: number): number {
    return this.rows.ints[(entry & ROW_MASK) * STRIDE + MESSAGE]!;
  }
  subscriptionOf(entry: number): number {
    return this.rows.ints[(entry & ROW_MASK) * STRIDE + SUBSCRIPTION]!;
  }
  stateOf(entry: number): number {
    return this.rows.ints[(entry & ROW_MASK) * STRIDE + STATE]! & STATE_MASK;
  }
  setState(entry: number, state: number): void {
    const at = (entry & ROW_MASK) * STRIDE + STATE;
    this.rows.ints[at] = (this.rows.ints[at]! & ~STATE_MASK) | state;
  }
  /** A new delivery: the entry is leased. Returns the number of the delivery, from 1. */
  lease(entry: number): number {
    const base = (entry & ROW_MASK) * STRIDE;
    const ints = this.rows.ints;
    ints[base + STATE] = (ints[base + STATE]! & ~STATE_MASK) | LEASED;
    return ++ints[base + DELIVERIES]!;
  }
  hasFlag(entry: number, flag: number): boolean {
    return (this.rows.ints[(entry & ROW_MASK) * STRIDE + STATE]! & flag) !== 0;
  }
  setFlag(entry: number, flag: number): void {
    this.rows.ints[(entry & ROW_MASK) * STRIDE + STATE]! |= flag;
  }
  clearFlag(entry: number, flag: number): void {
    this.rows.ints[(entry & ROW_MASK) * STRIDE + STATE]! &= ~flag;
  }
  /** Its place in the order of entering, modulo 2³². */
  sequenceOf(entry: number): number {
    return this.rows.ints[(entry & ROW_MASK) * STRIDE + SEQUENCE]!;
  }
  /** Why the present (or the next) delivery is not the first one; a number of `REDELIVERY_CAUSES`. */
  causeOf(entry: number): number {
    return (this.rows.ints[(entry & ROW_MASK) * STRIDE + STATE]! >>> 8) & 255;
  }
  setCause(entry: number, cause: number): void {
    const at = (entry & ROW_MASK) * STRIDE + STATE;
    this.rows.ints[at] = (this.rows.ints[at]! & ~0xff00) | (cause << 8);
  }
  /** Counts one more attempt in the broker's way of counting. Returns the new count. */
  countForBroker(entry: number): number {
    const at = (entry & ROW_MASK) * STRIDE + STATE;
    const count = Math.min((this.rows.ints[at]! >>> 16) + 1, 0xffff);
    this.rows.ints[at] = (this.rows.ints[at]! & 0xffff) | (count << 16);
    return count;
  }
  forgetBrokerAttempts(entry: number): void {
    this.rows.ints[(entry & ROW_MASK) * STRIDE + STATE]! &= 0xffff;
  }
  brokerAttemptsOf(entry: number): number {
    return this.rows.ints[(entry & ROW_MASK) * STRIDE + STATE]! >>> 16;
  }
  hasEnded(entry: number): boolean {
    return this.stateOf(entry) === ENDED;
  }
  setEnded(entry: number): void {
    this.setState(entry, ENDED);
  }
  /** Whether this is the first time that the entry's handling has come to an end. */
  markFirstEnd(entry: number): boolean {
    const isFirst = !this.hasFlag(entry, EARLY_ACK);
    this.setFlag(entry, EARLY_ACK);
    return isFirst;
  }
  /** Whether `a` entered before `b`. */
  comesBefore(a: number, b: number): boolean {
    return (
      ((this.rows.ints[(a & ROW_MASK) * STRIDE + SEQUENCE]! -
        this.rows.ints[(b & ROW_MASK) * STRIDE + SEQUENCE]!) |
        0) <
      0
    );
  }
  attemptsOf(entry: number): number {
    return this.rows.ints[(entry & ROW_MASK) * STRIDE + COUNTS]! & 0xffff;
  }
  /** Counts one more start of the handler. Returns the number of this attempt, from 1. */
  startAttempt(entry: number): number {
    const at = (entry & ROW_MASK) * STRIDE + COUNTS;
    const attempts = Math.min((this.rows.ints[at]! & 0xffff) + 1, 0xffff);
    this.rows.ints[at] = (this.rows.ints[at]! & ~0xffff) | attempts;
    return attempts;
  }
  /** Whether no handler has started with the entry before. */
  isFirstStart(entry: number): boolean {
    const at = (entry & ROW_MASK) * STRIDE + STATE;
    const state = this.rows.ints[at]!;
    this.rows.ints[at] = state | STARTED;
    return (state & STARTED) === 0;
  }
  /** A handler has got to its end with the entry. Returns whether none had before. */
  markCompleted(entry: number): boolean {
    const at = (entry & ROW_MASK) * STRIDE + STATE;
    const state = this.rows.ints[at]!;
    this.rows.ints[at] = state | COMPLETED;
    return (state & COMPLETED) === 0;
  }
  resetAttempts(entry: number): void {
    this.rows.ints[(entry & ROW_MASK) * STRIDE + COUNTS]! &= ~0xffff;
  }
  /** A consumer has got (+1) or given up (−1) a delivery of the entry. Returns how many there are. */
  changeHolders(entry: number, change: number): number {
    const at = (entry & ROW_MASK) * STRIDE + COUNTS;
    const counts = this.rows.ints[at]! + change * HOLDER;
    this.rows.ints[at] = counts;
    return counts >>> 16;
  }
  /** Keeps the wait before the next attempt of an entry. */
  noteWait(entry: number, wait: number): void {
    if (entry * 2 + 2 > this.waits.length) {
      const grown = new Float64Array(Math.max(this.waits.length * 2, entry * 2 + 2, 128));
      grown.set(this.waits);
      this.waits = grown;
    }
    const total = this.attemptsOf(entry) > 1 ? this.waits[entry * 2 + 1]! : 0;
    this.waits[entry * 2] = wait;
    this.waits[entry * 2 + 1] = total + wait;
  }
  /** The waits of who stood in the row of an entry before are not its own. */
  private forgetWaits(entry: number): void {
    if (entry * 2 + 2 > this.waits.length) return;
    this.waits[entry * 2] = 0;
    this.waits[entry * 2 + 1] = 0;
  }

  /** The wait before the present attempt of an entry, 0 before the first. */
  lastWaitOf(entry: number): number {
    return this.attemptsOf(entry) > 1 ? (this.waits[entry * 2] ?? 0) : 0;
  }
  /** All waits of an entry between attempts. */
  totalWaitOf(entry: number): number {
    return this.attemptsOf(entry) > 1 ? (this.waits[entry * 2 + 1] ?? 0) : 0;
  }
  deliveriesOf(entry: number): number {
    return this.rows.ints[(entry & ROW_MASK) * STRIDE + DELIVERIES]!;
  }
  laneOf(entry: number): number {
    return this.rows.ints[(entry & ROW_MASK) * STRIDE + LANE]!;
  }
  setLane(entry: number, lane: number): void {
    this.rows.ints[(entry & ROW_MASK) * STRIDE + LANE] = lane;
  }
  timerOf(entry: number): number {
    return this.rows.ints[(entry & ROW_MASK) * STRIDE + TIMER]!;
  }
  /** Whether something is pending for an entry, its lease included. */
  hasTimer(entry: number): boolean {
    return this.rows.ints[(entry & ROW_MASK) * STRIDE + TIMER] !== NO_TIMER;
  }
  setTimer(entry: number, event: number): void {
    this.rows.ints[(entry & ROW_MASK) * STRIDE + TIMER] = event;
  }
  /** Place of a stream's entry in its partition, from 0. */
  offsetOf(entry: number): number {
    return this.rows.ints[(entry & ROW_MASK) * STRIDE + TIMER]!;
  }
  /** The entry is one that has been delivered and handled before (replay). */
  markReplayed(entry: number, cause: number): void {
    const base = (entry & ROW_MASK) * STRIDE;
    this.rows.ints[base + DELIVERIES] = 1;
    this.rows.ints[base + STATE]! |= STARTED | COMPLETED | EARLY_ACK;
    this.setCause(entry, cause);
  }
  setOffset(entry: number, offset: number): void {
    this.rows.ints[(entry & ROW_MASK) * STRIDE + TIMER] = offset;
  }
}
