import { ADDRESS, INTS } from "../kernel/memory.ts";
import type { Region } from "../kernel/Region.ts";

/**
 * Handlers as integers: an instruction is four words (operation and three operands), addressed by its
 * first word. All handlers of a run lie in one array, so that a running handler is an address.
 */
export const WORDS = 4;

/** Takes time. Operands: delay, 1 where a batch takes it once and not for each message. */
export const WORK = 0;
/** Fails with a probability. Operands: number, kind of failure, random stream. */
export const FAIL_BY_CHANCE = 1;
/** Fails for a share of the messages, decided once for each root. Operands: number, kind of failure, salt. */
export const FAIL_FOR_SHARE = 2;
/** Fails in the first attempts. Operands: attempts, kind of failure. */
export const FAIL_FIRST = 3;
/** An effect happens. Operands: effect, or −1 − effect when it is taken back. */
export const EFFECT = 4;
/** Publishes. Operand: publication. */
export const PUBLISH = 5;
export const ACK = 6;
/** Calls a server. Operand: call. */
export const CALL = 7;
/** Goes on elsewhere. Operand: address. */
export const JUMP = 8;
/** Goes on elsewhere unless a condition holds. Operands: condition, address. */
export const UNLESS = 9;
/** Goes on elsewhere unless chance wills it. Operands: number, address. */
export const UNLESS_CHANCE = 10;
export const END = 11;
/** The instance may crash here. Operand: crash point. */
export const CRASH_POINT = 13;
/** The instance crashes. Operand: crash point. */
export const CRASH = 14;
/** The record of a deduplicating consumer is written. */
export const RECORD = 15;
/** Anything else that a step does. Operand: act. */
export const ACT = 16;
/** Does nothing: stands for a step that is not simulated. */
export const NOTHING = 12;

/** Words of a line of cache. */
const LINE = 16;

/** Kinds of failure, in the order of their numbers. */
export const FAILURE_KINDS = ["transient", "permanent", "schema", "timeout"] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** The handlers of a run. */
export class Program {
  private readonly region: Region;
  private capacity = 256;
  /** Address of the first word in the thread's memory. It changes while handlers are added. */
  code: number;
  readonly numbers: number[] = [];
  private readonly placeOf = new Map<number, number>();
  private used = 0;

  /** @param region of the run */
  constructor(region: Region) {
    this.region = region;
    this.code = region.take(this.capacity);
  }

  /** Adds an instruction and returns its address. */
  emit(operation: number, first = 0, second = 0, third = 0): number {
    const address = this.used;
    this.used += WORDS;
    if (this.used > this.capacity) this.grow();
    INTS.set([operation, first, second, third], this.code + address);
    return address;
  }

  /** Lets the next instruction begin a line of cache: a handler that is short then stands in one. */
  align(): void {
    while (this.used % LINE !== 0) this.emit(NOTHING);
  }

  /** A word of the program. */
  wordAt(address: number): number {
    return INTS[(this.code + address) & ADDRESS]!;
  }

  /** Address of the next instruction. */
  get here(): number {
    return this.used;
  }

  /** Sets an operand of an instruction that was emitted before its value was known. */
  patch(address: number, operand: number, value: number): void {
    INTS[this.code + address + operand] = value;
  }

  /** Adds a table of addresses, next to the handlers that it leads to. Returns where it begins. */
  table(addresses: readonly number[]): number {
    const first = this.used;
    for (let i = 0; i < addresses.length; i += WORDS)
      this.emit(addresses[i]!, addresses[i + 1], addresses[i + 2], addresses[i + 3]);
    return first;
  }

  /** Keeps a number for an operand; equal numbers are kept once. */
  number(value: number): number {
    const known = this.placeOf.get(value);
    if (known !== undefined) return known;
    const place = this.numbers.push(value) - 1;
    this.placeOf.set(value, place);
    return place;
  }

  private grow(): void {
    const larger = this.region.take(this.capacity * 2);
    INTS.copyWithin(larger, this.code, this.code + this.capacity);
    this.code = larger;
    this.capacity *= 2;
  }
}
