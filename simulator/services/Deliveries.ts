import { STRIDE } from "../channels/Entries.ts";
import { ADDRESS, DOUBLES, INTS } from "../kernel/memory.ts";
import type { Clock } from "../kernel/probe/Clock.ts";
import { Rows } from "../kernel/Rows.ts";
import type { Slabs } from "../kernel/Slabs.ts";
import { INDEX } from "./Instance.ts";

/** Words of a delivery's row; `NEXT` and `PREVIOUS` stand where those of an entry do, so that a `Line` links both. */
export const ENTRY = 0;
export const NUMBER = 1;
export const MEMBER = 2;
export const INSTANCE = 3;
export const STEP = 6;
export const TIMER = 7;
/** Double: words 8 and 9. */
export const STARTED = 8;
/** Phase in bits 0–3, flags in 4–7, cause in 8–15, attempt in 16–31. */
export const STATE = 10;
export const REQUEST = 11;

/** Phases of a delivery; 0 while it crosses its link. */
export const BUFFERED = 1;
export const RUNNING = 2;
/** Its handler waits in its slot: for a retry, or for room to publish. */
export const WAITING = 3;
/** Its handler has ended and its ack is on the way. */
export const ACKING = 4;

/** It has been acknowledged, or given up, by its handler. */
export const SETTLED = 16;
/** It was recognized as handled before: its steps are skipped. */
export const SKIPPED = 64;

/** What instances hold: one row for each delivery, from its leaving the channel to the end of its handler. */
export class Deliveries {
  readonly rows: Rows;
  private readonly clock: Clock;

  constructor(clock: Clock, slabs: Slabs) {
    this.rows = new Rows(STRIDE, "deliveries in consumers", slabs);
    this.clock = clock;
  }

  /** @param instance address of the words of the instance that has it */
  create(entry: number, number: number, member: number, instance: number, cause: number): number {
    const delivery = this.rows.allocate();
    const deliveryAt = delivery & ADDRESS;
    INTS[deliveryAt + ENTRY] = entry;
    INTS[deliveryAt + NUMBER] = number;
    INTS[deliveryAt + MEMBER] = member;
    INTS[deliveryAt + INSTANCE] = instance;
    INTS[deliveryAt + STEP] = -1;
    INTS[deliveryAt + TIMER] = -1;
    INTS[deliveryAt + STATE] = cause << 8;
    INTS[deliveryAt + REQUEST] = -1;
    return delivery;
  }

  /** Its handler starts an attempt. */
  begin(delivery: number, attempt: number, step: number): void {
    const deliveryAt = delivery & ADDRESS;
    INTS[deliveryAt + STATE] = (INTS[deliveryAt + STATE]! & 0xfff0) | RUNNING | (attempt << 16);
    INTS[deliveryAt + STEP] = step;
    DOUBLES[(deliveryAt + STARTED) >> 1] = this.clock.now;
  }

  entryOf(delivery: number): number {
    return INTS[(delivery & ADDRESS) + ENTRY]!;
  }
  /** Number of the delivery among those of its entry, from 1. */
  numberOf(delivery: number): number {
    return INTS[(delivery & ADDRESS) + NUMBER]!;
  }
  memberOf(delivery: number): number {
    return INTS[(delivery & ADDRESS) + MEMBER]!;
  }
  /** Address of the words of the instance that has it. */
  instanceAt(delivery: number): number {
    return INTS[(delivery & ADDRESS) + INSTANCE]!;
  }
  /** Index of the instance that has it. */
  instanceOf(delivery: number): number {
    return INTS[(this.instanceAt(delivery) & ADDRESS) + INDEX]!;
  }
  /** Address in the program at which its handler goes on. */
  stepOf(delivery: number): number {
    return INTS[(delivery & ADDRESS) + STEP]!;
  }
  setStep(delivery: number, address: number): void {
    INTS[(delivery & ADDRESS) + STEP] = address;
  }
  timerOf(delivery: number): number {
    return INTS[(delivery & ADDRESS) + TIMER]!;
  }
  setTimer(delivery: number, event: number): void {
    INTS[(delivery & ADDRESS) + TIMER] = event;
  }
  /** Start of its handler; while it is suspended the time that its step still needs. */
  startedAt(delivery: number): number {
    return DOUBLES[((delivery & ADDRESS) + STARTED) >> 1]!;
  }
  setStarted(delivery: number, time: number): void {
    DOUBLES[((delivery & ADDRESS) + STARTED) >> 1] = time;
  }
  phaseOf(delivery: number): number {
    return INTS[(delivery & ADDRESS) + STATE]! & 15;
  }
  setPhase(delivery: number, phase: number): void {
    const at = (delivery & ADDRESS) + STATE;
    INTS[at] = (INTS[at]! & ~15) | phase;
  }
  hasFlag(delivery: number, flag: number): boolean {
    return (INTS[(delivery & ADDRESS) + STATE]! & flag) !== 0;
  }
  setFlag(delivery: number, flag: number): void {
    INTS[(delivery & ADDRESS) + STATE]! |= flag;
  }
  /** Why this is not the first delivery; a number of `REDELIVERY_CAUSES`. */
  causeOf(delivery: number): number {
    return (INTS[(delivery & ADDRESS) + STATE]! >>> 8) & 255;
  }
  attemptOf(delivery: number): number {
    return INTS[(delivery & ADDRESS) + STATE]! >>> 16;
  }
  setAttempt(delivery: number, attempt: number): void {
    const at = (delivery & ADDRESS) + STATE;
    INTS[at] = (INTS[at]! & 0xffff) | (attempt << 16);
  }
  /** The request that its handler waits for, −1 if none. */
  requestOf(delivery: number): number {
    return INTS[(delivery & ADDRESS) + REQUEST]!;
  }
  setRequest(delivery: number, request: number): void {
    INTS[(delivery & ADDRESS) + REQUEST] = request;
  }
}
