import { ADDRESS, DOUBLES, INTS } from "../kernel/memory.ts";
import type { Clock } from "../kernel/probe/Clock.ts";
import { Rows } from "../kernel/Rows.ts";
import type { Slabs } from "../kernel/Slabs.ts";

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

/** How long an entry has waited between its attempts, in seconds. */
interface Waits {
  /** Whose they are: `SEQUENCE` of the entry. They are not those of who stands in its row later. */
  readonly sequence: number;
  readonly last: number;
  readonly total: number;
}

/** What a subscription stores: one row for each message in each subscription. */
export class Entries {
  readonly rows: Rows;
  private sequence = 0;
  /** For entries that were tried again. */
  private readonly waits = new Map<number, Waits>();

  private readonly clock: Clock;

  constructor(clock: Clock, slabs: Slabs) {
    this.rows = new Rows(STRIDE, "messages in channels", slabs);
    this.clock = clock;
  }

  /** A new entry of this moment, ready, in no line. The caller sees to the hold on the message. */
  create(message: number, subscription: number, lane: number): number {
    const entry = this.rows.allocate();
    const entryAt = entry & ADDRESS;
    DOUBLES[entryAt >> 1] = this.clock.now;
    INTS[entryAt + MESSAGE] = message;
    INTS[entryAt + SUBSCRIPTION] = subscription;
    INTS[entryAt + STATE] = READY;
    INTS[entryAt + COUNTS] = 0;
    INTS[entryAt + TIMER] = NO_TIMER;
    INTS[entryAt + LANE] = lane;
    INTS[entryAt + SEQUENCE] = this.sequence;
    INTS[entryAt + DELIVERIES] = 0;
    this.sequence = (this.sequence + 1) | 0;
    return entry;
  }

  /** The entry counts as having entered now, or at another time. */
  restamp(entry: number, time = this.clock.now): void {
    DOUBLES[(entry & ADDRESS) >> 1] = time;
  }
  /** The entry counts as having entered at an earlier time. */
  restampAt(entry: number, time: number): void {
    DOUBLES[(entry & ADDRESS) >> 1] = time;
  }
  enteredAt(entry: number): number {
    return DOUBLES[(entry & ADDRESS) >> 1]!;
  }
  messageOf(entry: number): number {
    return INTS[(entry & ADDRESS) + MESSAGE]!;
  }
  subscriptionOf(entry: number): number {
    return INTS[(entry & ADDRESS) + SUBSCRIPTION]!;
  }
  stateOf(entry: number): number {
    return INTS[(entry & ADDRESS) + STATE]! & STATE_MASK;
  }
  setState(entry: number, state: number): void {
    const at = (entry & ADDRESS) + STATE;
    INTS[at] = (INTS[at]! & ~STATE_MASK) | state;
  }
  /** A new delivery: the entry is leased. Returns the number of the delivery, from 1. */
  lease(entry: number): number {
    const entryAt = entry & ADDRESS;
    INTS[entryAt + STATE] = (INTS[entryAt + STATE]! & ~STATE_MASK) | LEASED;
    return ++INTS[entryAt + DELIVERIES]!;
  }
  hasFlag(entry: number, flag: number): boolean {
    return (INTS[(entry & ADDRESS) + STATE]! & flag) !== 0;
  }
  setFlag(entry: number, flag: number): void {
    INTS[(entry & ADDRESS) + STATE]! |= flag;
  }
  clearFlag(entry: number, flag: number): void {
    INTS[(entry & ADDRESS) + STATE]! &= ~flag;
  }
  /** Its place in the order of entering, modulo 2³². */
  sequenceOf(entry: number): number {
    return INTS[(entry & ADDRESS) + SEQUENCE]!;
  }
  /** Why the present (or the next) delivery is not the first one; a number of `REDELIVERY_CAUSES`. */
  causeOf(entry: number): number {
    return (INTS[(entry & ADDRESS) + STATE]! >>> 8) & 255;
  }
  setCause(entry: number, cause: number): void {
    const at = (entry & ADDRESS) + STATE;
    INTS[at] = (INTS[at]! & ~0xff00) | (cause << 8);
  }
  /** Counts one more attempt in the broker's way of counting. Returns the new count. */
  countForBroker(entry: number): number {
    const at = (entry & ADDRESS) + STATE;
    const count = Math.min((INTS[at]! >>> 16) + 1, 0xffff);
    INTS[at] = (INTS[at]! & 0xffff) | (count << 16);
    return count;
  }
  forgetBrokerAttempts(entry: number): void {
    INTS[(entry & ADDRESS) + STATE]! &= 0xffff;
  }
  brokerAttemptsOf(entry: number): number {
    return INTS[(entry & ADDRESS) + STATE]! >>> 16;
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
    return ((INTS[(a & ADDRESS) + SEQUENCE]! - INTS[(b & ADDRESS) + SEQUENCE]!) | 0) < 0;
  }
  attemptsOf(entry: number): number {
    return INTS[(entry & ADDRESS) + COUNTS]! & 0xffff;
  }
  /** Counts one more start of the handler. Returns the number of this attempt, from 1. */
  startAttempt(entry: number): number {
    const at = (entry & ADDRESS) + COUNTS;
    const attempts = Math.min((INTS[at]! & 0xffff) + 1, 0xffff);
    INTS[at] = (INTS[at]! & ~0xffff) | attempts;
    return attempts;
  }
  /** Whether no handler has started with the entry before. */
  isFirstStart(entry: number): boolean {
    const at = (entry & ADDRESS) + STATE;
    const state = INTS[at]!;
    INTS[at] = state | STARTED;
    return (state & STARTED) === 0;
  }
  /** A handler has got to its end with the entry. Returns whether none had before. */
  markCompleted(entry: number): boolean {
    const at = (entry & ADDRESS) + STATE;
    const state = INTS[at]!;
    INTS[at] = state | COMPLETED;
    return (state & COMPLETED) === 0;
  }
  resetAttempts(entry: number): void {
    INTS[(entry & ADDRESS) + COUNTS]! &= ~0xffff;
  }
  /** A consumer has got (+1) or given up (−1) a delivery of the entry. Returns how many there are. */
  changeHolders(entry: number, change: number): number {
    const at = (entry & ADDRESS) + COUNTS;
    const counts = INTS[at]! + change * HOLDER;
    INTS[at] = counts;
    return counts >>> 16;
  }
  /** Keeps the wait before the next attempt of an entry. */
  noteWait(entry: number, wait: number): void {
    const sequence = this.sequenceOf(entry);
    this.waits.set(entry, { sequence, last: wait, total: this.totalWaitOf(entry) + wait });
  }
  /** The wait before the present attempt of an entry, 0 before the first. */
  lastWaitOf(entry: number): number {
    return this.waitsOf(entry)?.last ?? 0;
  }
  /** All waits of an entry between attempts. */
  totalWaitOf(entry: number): number {
    return this.waitsOf(entry)?.total ?? 0;
  }
  private waitsOf(entry: number): Waits | undefined {
    if (this.attemptsOf(entry) <= 1) return undefined;
    const waits = this.waits.get(entry);
    return waits?.sequence === this.sequenceOf(entry) ? waits : undefined;
  }
  deliveriesOf(entry: number): number {
    return INTS[(entry & ADDRESS) + DELIVERIES]!;
  }
  laneOf(entry: number): number {
    return INTS[(entry & ADDRESS) + LANE]!;
  }
  setLane(entry: number, lane: number): void {
    INTS[(entry & ADDRESS) + LANE] = lane;
  }
  timerOf(entry: number): number {
    return INTS[(entry & ADDRESS) + TIMER]!;
  }
  /** Whether something is pending for an entry, its lease included. */
  hasTimer(entry: number): boolean {
    return INTS[(entry & ADDRESS) + TIMER] !== NO_TIMER;
  }
  setTimer(entry: number, event: number): void {
    INTS[(entry & ADDRESS) + TIMER] = event;
  }
  /** Place of a stream's entry in its partition, from 0. */
  offsetOf(entry: number): number {
    return INTS[(entry & ADDRESS) + TIMER]!;
  }
  /** The entry is one that has been delivered and handled before (replay). */
  markReplayed(entry: number, cause: number): void {
    const entryAt = entry & ADDRESS;
    INTS[entryAt + DELIVERIES] = 1;
    INTS[entryAt + STATE]! |= STARTED | COMPLETED | EARLY_ACK;
    this.setCause(entry, cause);
  }
  setOffset(entry: number, offset: number): void {
    INTS[(entry & ADDRESS) + TIMER] = offset;
  }
}
