import { ROW_MASK, Rows } from "../kernel/Rows.ts";

const STRIDE = 10;
const CALLER = 0;
const CALL = 1;
const MESSAGE = 2;
const ATTEMPT = 3;
/** Time limit of the caller, −1 if none. */
const TIMEOUT = 4;
/** Next in the line of its server. */
const NEXT = 5;
/** Outcome in bits 0–1, cause of its effect's repetition in 8–15, status of the answer in 16–31. */
const STATE = 6;
/** Double: words 8 and 9. */
const SENT = 8;

/** Outcomes of a request. */
export const OK = 0;
export const ERROR = 1;
export const REFUSED = 2;

/** Calls, reads and writes on their way, in a line or being served. */
export class Requests {
  readonly rows = new Rows(STRIDE, "open calls");

  create(
    caller: number,
    call: number,
    message: number,
    attempt: number,
    now: number,
    cause: number,
  ): number {
    const request = this.rows.allocate();
    const base = (request & ROW_MASK) * STRIDE;
    const ints = this.rows.ints;
    ints[base + CALLER] = caller;
    ints[base + CALL] = call;
    ints[base + MESSAGE] = message;
    ints[base + ATTEMPT] = attempt;
    ints[base + TIMEOUT] = -1;
    ints[base + NEXT] = -1;
    ints[base + STATE] = cause << 8;
    this.rows.floats[(base + SENT) >> 1] = now;
    return request;
  }

  /** The delivery that waits for the answer, −1 when nobody does any more. */
  callerOf(request: number): number {
    return this.rows.ints[(request & ROW_MASK) * STRIDE + CALLER]!;
  }
  abandon(request: number): void {
    this.rows.ints[(request & ROW_MASK) * STRIDE + CALLER] = -1;
  }
  callOf(request: number): number {
    return this.rows.ints[(request & ROW_MASK) * STRIDE + CALL]!;
  }
  messageOf(request: number): number {
    return this.rows.ints[(request & ROW_MASK) * STRIDE + MESSAGE]!;
  }
  attemptOf(request: number): number {
    return this.rows.ints[(request & ROW_MASK) * STRIDE + ATTEMPT]!;
  }
  timeoutOf(request: number): number {
    return this.rows.ints[(request & ROW_MASK) * STRIDE + TIMEOUT]!;
  }
  setTimeout(request: number, event: number): void {
    this.rows.ints[(request & ROW_MASK) * STRIDE + TIMEOUT] = event;
  }
  nextOf(request: number): number {
    return this.rows.ints[(request & ROW_MASK) * STRIDE + NEXT]!;
  }
  setNext(request: number, next: number): void {
    this.rows.ints[(request & ROW_MASK) * STRIDE + NEXT] = next;
  }
  outcomeOf(request: number): number {
    return this.rows.ints[(request & ROW_MASK) * STRIDE + STATE]! & 3;
  }
  setOutcome(request: number, outcome: number): void {
    const at = (request & ROW_MASK) * STRIDE + STATE;
    this.rows.ints[at] = (this.rows.ints[at]! & ~3) | outcome;
  }
  /** Status of the answer, 0 where there is none. */
  statusOf(request: number): number {
    return this.rows.ints[(request & ROW_MASK) * STRIDE + STATE]! >>> 16;
  }
  setStatus(request: number, status: number): void {
    const at = (request & ROW_MASK) * STRIDE + STATE;
    this.rows.ints[at] = (this.rows.ints[at]! & 0xffff) | (status << 16);
  }
  causeOf(request: number): number {
    return (this.rows.ints[(request & ROW_MASK) * STRIDE + STATE]! >>> 8) & 255;
  }
  sentAt(request: number): number {
    return this.rows.floats[((request & ROW_MASK) * STRIDE + SENT) >> 1]!;
  }
}
