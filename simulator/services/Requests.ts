import { ADDRESS, DOUBLES, INTS } from "../kernel/memory.ts";
import { Rows } from "../kernel/Rows.ts";
import type { Slabs } from "../kernel/Slabs.ts";

const STRIDE = 10;
const CALLER = 0;
const CALL = 1;
const MESSAGE = 2;
const ATTEMPT = 3;
/** Next in the line of its server. */
const NEXT = 4;
/** Time limit of the caller, −1 if none. */
const TIMEOUT = 5;
/** Outcome in bits 0–1, cause of its effect's repetition in 8–15, status of the answer in 16–31. */
const STATE = 6;
/** State of the call's breaker when it set out. */
const ERA = 7;
/** Double: words 8 and 9. */
const SENT = 8;

/** Outcomes of a request. */
export const OK = 0;
export const ERROR = 1;
export const REFUSED = 2;

/** Calls, reads and writes on their way, in a line or being served. */
export class Requests {
  readonly rows: Rows;

  constructor(slabs: Slabs) {
    this.rows = new Rows(STRIDE, "open calls", slabs);
  }

  create(
    caller: number,
    call: number,
    message: number,
    attempt: number,
    now: number,
    cause: number,
  ): number {
    const request = this.rows.allocate();
    INTS[(request & ADDRESS) + CALLER] = caller;
    INTS[(request & ADDRESS) + CALL] = call;
    INTS[(request & ADDRESS) + MESSAGE] = message;
    INTS[(request & ADDRESS) + ATTEMPT] = attempt;
    INTS[(request & ADDRESS) + TIMEOUT] = -1;
    INTS[(request & ADDRESS) + NEXT] = -1;
    INTS[(request & ADDRESS) + STATE] = cause << 8;
    INTS[(request & ADDRESS) + ERA] = 0;
    DOUBLES[((request & ADDRESS) + SENT) >> 1] = now;
    return request;
  }

  /** The state of the call's breaker when it set out; 0 where it has none. */
  eraOf(request: number): number {
    return INTS[(request & ADDRESS) + ERA]!;
  }
  setEra(request: number, era: number): void {
    INTS[(request & ADDRESS) + ERA] = era;
  }
  /** The delivery that waits for the answer, −1 when nobody does any more. */
  callerOf(request: number): number {
    return INTS[(request & ADDRESS) + CALLER]!;
  }
  abandon(request: number): void {
    INTS[(request & ADDRESS) + CALLER] = -1;
  }
  callOf(request: number): number {
    return INTS[(request & ADDRESS) + CALL]!;
  }
  messageOf(request: number): number {
    return INTS[(request & ADDRESS) + MESSAGE]!;
  }
  attemptOf(request: number): number {
    return INTS[(request & ADDRESS) + ATTEMPT]!;
  }
  timeoutOf(request: number): number {
    return INTS[(request & ADDRESS) + TIMEOUT]!;
  }
  setTimeout(request: number, event: number): void {
    INTS[(request & ADDRESS) + TIMEOUT] = event;
  }
  nextOf(request: number): number {
    return INTS[(request & ADDRESS) + NEXT]!;
  }
  setNext(request: number, next: number): void {
    INTS[(request & ADDRESS) + NEXT] = next;
  }
  outcomeOf(request: number): number {
    return INTS[(request & ADDRESS) + STATE]! & 3;
  }
  setOutcome(request: number, outcome: number): void {
    const at = (request & ADDRESS) + STATE;
    INTS[at] = (INTS[at]! & ~3) | outcome;
  }
  /** Status of the answer, 0 where there is none. */
  statusOf(request: number): number {
    return INTS[(request & ADDRESS) + STATE]! >>> 16;
  }
  setStatus(request: number, status: number): void {
    const at = (request & ADDRESS) + STATE;
    INTS[at] = (INTS[at]! & 0xffff) | (status << 16);
  }
  causeOf(request: number): number {
    return (INTS[(request & ADDRESS) + STATE]! >>> 8) & 255;
  }
  sentAt(request: number): number {
    return DOUBLES[((request & ADDRESS) + SENT) >> 1]!;
  }
}
