import { ADDRESS, DOUBLES, INTS } from "../kernel/memory.ts";
import type { Clock } from "../kernel/probe/Clock.ts";
import { Rows } from "../kernel/Rows.ts";
import { Slabs } from "../kernel/Slabs.ts";
import { Carried } from "./Carried.ts";
import { RootEffects } from "./RootEffects.ts";

/** Words that each message's row has. Words 0 and 1 are the time at which it came into being, as a double. */
const LEAST_STRIDE = 8;
/** Of a child: the row of its root. Of a root: −1 minus what is still to be done of all that it set in motion, so below 0. */
const ROOT = 2;
/** `ROOT` of a root of which nothing is to be done any more. */
const NOTHING_OPEN = -1;
const TYPE = 3;
const SIZE = 4;
/** What keeps the row: entries, journeys, and for a root its living children. */
const REFERENCES = 5;
const ID = 6;
/** Marks in bits 0–7, attempts carried from channel to channel in 8–15, index of the node that made it in 16–31. */
export const MARKS = 7;
/** Keys and attributes, where a system has any; what belongs to a root stands in its row. Behind them its effects, behind those the business key. */
const VALUES = 8;

/** No handler can read it. */
export const POISON = 1;
/** A copy that a publisher or a relay sent again. */
export const COPY_OF_PUBLISHER = 2;
export const COPY_OF_RELAY = 4;
/** A copy that the network made. */
export const COPY_OF_NETWORK = 8;
/** Part of a broker transaction. */
export const IN_TRANSACTION = 16;
/** Takes back an earlier step (compensation or withdrawal). */
export const COMPENSATION = 32;
/** Its root has ended once, so that its end-to-end time is not taken twice. */
const ENDED = 64;
/** A command of a saga, which wants to know how it ends. */
export const SAGA_COMMAND = 128;
/** The attempts that were made in channels before (see `MARKS`), as a mark. */
export const CARRIED_ATTEMPTS = 0xff00;

/** Who wants to know that everything which a root set in motion has ended. */
export interface RootListener {
  /** The row is still readable; nothing of the root is to be done any more. */
  rootEnded(root: number): void;
}

/**
 * All messages of a run.
 *
 * A root is one publication of a producer (or one saga) and everything that it sets in motion. Its row is
 * that of the first message; children name it. A root has ended when nothing of it is still to be done:
 * no entry waits or is in flight, no handler works on one, nothing travels or waits to be published. An
 * entry that is merely stored (in a channel that nobody consumes) keeps the row but not the root open.
 */
export class Messages {
  readonly rows: Rows;
  /** Things still to be done in the whole run. */
  openCount = 0;
  /** Messages made so far: the number of the next one. */
  createdCount = 0;
  /** Roots of which everything has ended. */
  endedCount = 0;
  listener: RootListener | undefined = undefined;
  /** What single messages carry besides; only where something makes them. */
  carried: Carried | undefined = undefined;
  /** Keys and attributes of a root. */
  readonly valueCount: number;
  private readonly effects: RootEffects;
  private readonly hasEffects: boolean;
  private readonly clock: Clock;
  /** Whether messages of any type have a business key: only then do their rows have a word for it. */
  private readonly hasKeys: boolean;
  private readonly keyWord: number;

  constructor(
    clock: Clock,
    valueCount: number,
    effectCount: number,
    hasKeys: boolean,
    slabs = new Slabs(),
  ) {
    this.clock = clock;
    this.hasKeys = hasKeys;
    this.valueCount = valueCount;
    this.effects = new RootEffects(VALUES + valueCount, effectCount);
    this.hasEffects = effectCount > 0;
    this.keyWord = VALUES + valueCount + effectCount;
    const words = LEAST_STRIDE + valueCount + effectCount + (hasKeys ? 1 : 0);
    this.rows = new Rows(words + (words % 2), "messages", slabs);
  }

  /** A new root, held once and open once by who made it. */
  createRoot(source: number, marks: number): number {
    const message = this.rows.allocate();
    this.write(message, NOTHING_OPEN - 1, (source << 16) | marks);
    if (this.hasEffects === true) this.effects.begin(message);
    this.openCount++;
    return message;
  }

  /** A new message of the root of `parent`, held once and open once by who made it. */
  createChild(parent: number, source: number, marks: number): number {
    const root = this.rootOf(parent);
    const rootAt = root & ADDRESS;
    const message = this.rows.allocate();
    this.write(message, root, (source << 16) | marks);
    INTS[rootAt + REFERENCES]!++;
    INTS[rootAt + ROOT]!--;
    this.openCount++;
    if (this.carried !== undefined) this.carried.inherit(parent, message);
    return message;
  }

  private write(message: number, root: number, marks: number): void {
    const messageAt = message & ADDRESS;
    DOUBLES[messageAt >> 1] = this.clock.now;
    INTS[messageAt + ROOT] = root;
    INTS[messageAt + REFERENCES] = 1;
    INTS[messageAt + ID] = this.createdCount++;
    INTS[messageAt + MARKS] = marks;
  }

  /** The same message once more, as a publisher, a relay or the network sends it again: it keeps its number. */
  copy(message: number, mark: number): number {
    const messageAt = message & ADDRESS;
    const copy = this.createChild(message, this.sourceOf(message), mark);
    const copyAt = copy & ADDRESS;
    // It takes no number of its own: who is chosen by number is chosen all the same, however often others are sent again.
    this.createdCount--;
    DOUBLES[copyAt >> 1] = DOUBLES[messageAt >> 1]!;
    for (const field of [TYPE, SIZE, ID]) INTS[copyAt + field] = INTS[messageAt + field]!;
    if (this.hasKeys === true) this.setKey(copy, this.keyOf(message));
    INTS[copyAt + MARKS]! |= INTS[messageAt + MARKS]! & (POISON | COMPENSATION | CARRIED_ATTEMPTS);
    this.carried?.copy(message, copy);
    return copy;
  }

  /**
   * The message as one of those who have it sends it on: what it meets from there on does not count for the others (other
   * subscriptions, the log of a stream). It is the message itself where nobody else has it, else a copy; held once by who asked for it.
   * @param staysBehind whether it stands on where it is sent from, and may be read there again
   */
  own(message: number, staysBehind = false): number {
    const messageAt = message & ADDRESS;
    if (staysBehind || INTS[messageAt + REFERENCES] !== 1)
      return this.copy(message, INTS[messageAt + MARKS]! & 0xff & ~ENDED);
    this.hold(message);
    return message;
  }

  /** Gives a new message what depends on its type. */
  describe(message: number, type: number, rank: number, key: number, size: number): void {
    const messageAt = message & ADDRESS;
    INTS[messageAt + TYPE] = type | (rank << 16);
    INTS[messageAt + SIZE] = size;
    if (this.hasKeys === true) this.setKey(message, key);
  }

  /** One more thing to be done with a message. */
  hold(message: number): void {
    INTS[(message & ADDRESS) + REFERENCES]!++;
    INTS[(this.rootOf(message) & ADDRESS) + ROOT]!--;
    this.openCount++;
  }

  /** One thing less to be done with a message. */
  done(message: number): void {
    const parent = INTS[(message & ADDRESS) + ROOT]!;
    const root = parent < 0 ? message : parent;
    this.openCount--;
    if (++INTS[(root & ADDRESS) + ROOT]! === NOTHING_OPEN) this.endRoot(root);
    this.forget(message);
  }

  /** The message is stored and nothing is to be done with it for now. */
  store(message: number): void {
    INTS[(message & ADDRESS) + REFERENCES]!++;
  }

  /** The message is no longer stored. */
  forget(message: number): void {
    if (--INTS[(message & ADDRESS) + REFERENCES]! > 0) return;
    const root = this.rootOf(message);
    this.carried?.forget(message);
    this.rows.release(message);
    if (root !== message) this.forget(root);
  }

  private endRoot(root: number): void {
    const at = (root & ADDRESS) + MARKS;
    if ((INTS[at]! & ENDED) !== 0) return;
    INTS[at]! |= ENDED;
    this.endedCount++;
    this.listener?.rootEnded(root);
  }

  /** Time at which a message came into being. */
  bornAt(message: number): number {
    return DOUBLES[(message & ADDRESS) >> 1]!;
  }
  rootOf(message: number): number {
    const root = INTS[(message & ADDRESS) + ROOT]!;
    return root < 0 ? message : root;
  }
  typeOf(message: number): number {
    return INTS[(message & ADDRESS) + TYPE]! & 0xffff;
  }
  /** Rank in priority queues, 0 first. */
  rankOf(message: number): number {
    return (INTS[(message & ADDRESS) + TYPE]! >>> 16) & 0xff;
  }
  /** Number of the contract version that it was written in, from 1; 0 for the newest. */
  versionOf(message: number): number {
    return INTS[(message & ADDRESS) + TYPE]! >>> 24;
  }
  setVersion(message: number, version: number): void {
    const at = (message & ADDRESS) + TYPE;
    INTS[at] = (INTS[at]! & 0xffffff) | (version << 24);
  }
  setSize(message: number, size: number): void {
    INTS[(message & ADDRESS) + SIZE] = size;
  }
  /** Value of its business key, or −1. */
  keyOf(message: number): number {
    return this.hasKeys === true ? INTS[(message & ADDRESS) + this.keyWord]! : -1;
  }
  private setKey(message: number, key: number): void {
    INTS[(message & ADDRESS) + this.keyWord] = key;
  }
  sizeOf(message: number): number {
    return INTS[(message & ADDRESS) + SIZE]!;
  }
  /** Its number in the order of creation. */
  idOf(message: number): number {
    return INTS[(message & ADDRESS) + ID]!;
  }
  /** Index of the node that made it. */
  sourceOf(message: number): number {
    return INTS[(message & ADDRESS) + MARKS]! >>> 16;
  }
  hasMark(message: number, mark: number): boolean {
    return (INTS[(message & ADDRESS) + MARKS]! & mark) !== 0;
  }
  mark(message: number, mark: number): void {
    INTS[(message & ADDRESS) + MARKS]! |= mark;
  }
  /** Attempts made in channels before, when a message goes through retry channels. */
  carriedAttemptsOf(message: number): number {
    return (INTS[(message & ADDRESS) + MARKS]! >>> 8) & 255;
  }
  carryAttempts(message: number, attempts: number): void {
    const at = (message & ADDRESS) + MARKS;
    INTS[at] = (INTS[at]! & ~0xff00) | (Math.min(attempts, 255) << 8);
  }
  /** Value of one of the keys or attributes of a message's root. */
  rootValue(message: number, value: number): number {
    const own = this.carried?.valueOf(message, value);
    if (own !== undefined) return own;
    return INTS[(this.rootOf(message) & ADDRESS) + VALUES + value]!;
  }

  /** Counts an effect once more for the root of a message. Returns how often it has happened before. */
  countEffect(message: number, effect: number): number {
    return this.effects.count(this.rootOf(message), effect);
  }

  /** An effect of the root of a message is taken back once. */
  undoEffect(message: number, effect: number): void {
    this.effects.undo(this.rootOf(message), effect);
  }

  /** Gives a new root the keys and attributes of another message's root. */
  copyValues(from: number, to: number): void {
    const source = this.rootOf(from) + VALUES;
    INTS.copyWithin(to + VALUES, source, source + this.valueCount);
  }

  /** The keys and attributes of a root. */
  valuesOf(root: number): Int32Array {
    return INTS.slice(root + VALUES, root + VALUES + this.valueCount);
  }

  /** Gives a new root the value of a key or attribute. */
  setValue(root: number, value: number, to: number): void {
    INTS[(root & ADDRESS) + VALUES + value] = to;
  }

  /** Gives a new root these keys and attributes. */
  setValues(root: number, values: Int32Array): void {
    INTS.set(values, root + VALUES);
  }

  /** How often an effect has happened for a root. */
  effectsOf(root: number, effect: number): number {
    return this.effects.of(root, effect);
  }

  /** A message gets a value of a key for itself, and for all that comes of it. */
  drawOwnValue(message: number, key: number): void {
    this.carries.setValue(message, key, this.idOf(message));
  }

  /** What single messages carry besides, from now on. */
  get carries(): Carried {
    this.carried ??= new Carried();
    return this.carried;
  }
}
