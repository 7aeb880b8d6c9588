import type { Backoff } from "../kernel/Backoff.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { ADDRESS, INTS } from "../kernel/memory.ts";
import type { Context } from "./Context.ts";
import { type DeadLetterReason, redeliveryNumber } from "./causes.ts";
import {
  DELAYED,
  ENDED,
  LEASED,
  NO_TIMER,
  PARKED,
  READY,
  STATE,
  STATE_MASK,
  TIMER,
} from "./Entries.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import { append, lengthOf, shift } from "./Line.ts";
import type { Member } from "./Member.ts";
import { SAGA_COMMAND } from "./Messages.ts";
import type { Port } from "./Port.ts";
import type { Position } from "./ReadyLines.ts";
import type { Return } from "./Return.ts";
import { StoreAtWork } from "./StoreAtWork.ts";
import { READY_WORDS } from "./SubscriptionFigures.ts";

const CAUSE_FAILED = redeliveryNumber("handler-failed");

/** What a subscription stores, and how entries wait and come back (RULES, part D). */
export class EntryStore extends StoreAtWork {
  readonly id: string;
  /** Index of the node of its channel. */
  readonly node: number;
  /** Where dead letters go; undefined when no link leads anywhere. */
  deadLetterPort: Port | undefined = undefined;
  /** Whether a dead letter of it can come back to it. */
  isInRing = false;
  /** Somebody reads it, though there may be no instance of that now. */
  hasReader = false;
  protected readonly context: Context;
  /** Delay of what comes in. */
  protected delay = -1;
  /** That delay is drawn, or was changed in mid-run. */
  delayVaries = false;
  protected readonly stream: number;
  /** Reasons for which the dead-letter link is taken. */
  protected deadLetterReasons: readonly DeadLetterReason[] = [];
  readonly index: number;
  protected expiryLane = -1;

  constructor(context: Context, id: string, node: number, ranks: number, index: number) {
    super(context, ranks);
    this.context = context;
    this.stream = context.kernel.stream(id, "delivery");
    this.id = id;
    this.node = node;
    this.index = index;
  }

  /** D1. The channel holds back what comes in. */
  protected delayEntry(entry: number): void {
    this.entries.setState(entry, DELAYED);
    this.figures.delayed(1);
    const due = whatOf(CHANNEL_EVENT.due, this.index);
    const { delays } = this.context.kernel;
    this.entries.setTimer(entry, delays.after(this.delay, this.stream, due, entry));
  }

  /** An entry that is not yet let in. */
  createEntry(message: number): number {
    if (this.isStore === true) this.messages.store(message);
    else this.messages.hold(message);
    return this.createHeld(message);
  }

  /** An entry that is not yet let in, of a message on which it has a hold already. */
  protected createHeld(message: number): number {
    if (this.memory !== undefined) this.memory.add(this.messages.sizeOf(message));
    return this.entries.create(message, this.index, 0);
  }

  /** Competing consumers have no places that they could lose, and nothing else to wait for. */
  memberLost(_member: Member): void {}
  memberChanged(): void {}
  channelLost(): void {}
  timer(_kind: number, _subject: number): void {}

  /** A consumer knows of the entry no longer: nothing it may still say will be about it. */
  unpin(entry: number): void {
    if (this.entries.changeHolders(entry, -1) > 0) return;
    const state = this.entries.stateOf(entry);
    if (state === ENDED) this.free(entry);
    else if (state === PARKED) this.messages.done(this.entries.messageOf(entry));
  }

  /** An entry is ready for the first time: its time to live begins. */
  protected becomeReady(entry: number): void {
    this.becomeReadyAgain(entry);
    if (this.expiryLane < 0) return;
    this.entries.setTimer(
      entry,
      this.events.scheduleInLane(this.expiryLane, whatOf(CHANNEL_EVENT.expire, this.index), entry),
    );
  }

  protected becomeReadyAgain(entry: number): void {
    this.entries.setState(entry, READY);
    this.readyCount++;
    this.gauges.raise(this.at);
  }

  /** A new entry stands at the end of its line. */
  protected standInLine(entry: number): void {
    if (this.hasRanks === true) this.lines.append(entry);
    else append(this.at + READY_WORDS, entry);
  }

  /** Takes out the entry whose turn it is; there must be one. */
  protected shiftLine(): number {
    const line = this.at + READY_WORDS;
    // Where all stand in the first line, the others are not even looked at.
    const isFirst = this.hasRanks === false && lengthOf(line) === this.readyCount;
    const entry = isFirst ? shift(line) : this.lines.shift();
    this.readyCount--;
    this.gauges.lower(this.at);
    this.cancelTimer(entry);
    return entry;
  }

  protected leaveLine(entry: number): void {
    this.lines.remove(entry);
    this.readyCount--;
    this.gauges.lower(this.at);
    this.cancelTimer(entry);
  }

  protected cancelTimer(entry: number): void {
    const at = (entry & ADDRESS) + TIMER;
    const timer = INTS[at]!;
    if (timer === NO_TIMER) return;
    if (timer >= 0) this.events.cancel(timer);
    else this.leases.end(entry);
    INTS[at] = NO_TIMER;
  }

  protected endLease(entry: number): void {
    this.figures.leased(-1);
    this.cancelTimer(entry);
  }

  /** Takes an entry out of wherever it stands, because a late ack is accepted. */
  protected withdraw(entry: number): void {
    const state = this.entries.stateOf(entry);
    if (state === READY) this.leaveLine(entry);
    else if (state === LEASED) this.endLease(entry);
    else {
      this.figures.delayed(-1);
      this.cancelTimer(entry);
    }
  }

  /** D7. An entry comes back after the handler has failed. */
  protected comeBackAfterFailure(entry: number, back: Return): void {
    this.entries.setCause(entry, CAUSE_FAILED);
    this.comeBack(entry, back.delay, back.backoff, back.position);
  }

  /** An entry comes back, at once or after a wait. */
  protected comeBack(entry: number, delay: number, backoff: Backoff, position: Position): void {
    if (delay > 0) {
      this.entries.setState(entry, DELAYED);
      this.figures.delayed(1);
      this.context.tracer.stored("delayed", entry, this.node);
      this.entries.setTimer(
        entry,
        backoff.schedule(delay, whatOf(CHANNEL_EVENT.due, this.index), entry),
      );
      return;
    }
    this.lines.putBack(entry, position);
    if (this.tracer.isOn === true) this.tracer.stored("ready", entry, this.node);
    this.becomeReadyAgain(entry);
  }

  /** The entry is over for the channel. Its row goes when no consumer has a delivery of it. */
  protected end(entry: number, isAcknowledged = false): void {
    const message = this.entries.messageOf(entry);
    if (!this.messages.hasMark(message, SAGA_COMMAND)) {
      this.conclude(entry);
      return;
    }
    const root = this.messages.rootOf(message);
    this.conclude(entry);
    this.context.onCommandEnded(root, isAcknowledged);
  }

  private conclude(entry: number): void {
    const at = (entry & ADDRESS) + STATE;
    this.figures.ended();
    if (this.memory !== undefined)
      this.memory.free(this.messages.sizeOf(this.entries.messageOf(entry)));
    INTS[at] = (INTS[at]! & ~STATE_MASK) | ENDED;
    if (this.entries.changeHolders(entry, 0) === 0) this.free(entry);
  }

  private free(entry: number): void {
    const message = this.entries.messageOf(entry);
    this.entries.rows.release(entry);
    if (this.isStore === true) this.messages.forget(message);
    else this.messages.done(message);
  }
}
