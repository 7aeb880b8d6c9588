import type { Context } from "../channels/Context.ts";
import {
  COMPLETED,
  COUNTS,
  DELIVERIES,
  type Entries,
  MESSAGE,
  STARTED,
  STATE,
} from "../channels/Entries.ts";
import { append, headOf, lengthOf, remove } from "../channels/Line.ts";
import type { Member } from "../channels/Member.ts";
import {
  CARRIED_ATTEMPTS,
  COPY_OF_NETWORK,
  COPY_OF_PUBLISHER,
  COPY_OF_RELAY,
  type Messages,
  POISON,
} from "../channels/Messages.ts";
import type { MessageTypes } from "../channels/MessageTypes.ts";
import type { Tracer } from "../channels/Tracer.ts";
import type { Delays } from "../kernel/Delays.ts";
import type { FutureEventList } from "../kernel/FutureEventList.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { ADDRESS, DOUBLES, INTS } from "../kernel/memory.ts";
import { count } from "../kernel/probe/Counters.ts";
import type { Gauges } from "../kernel/probe/Gauges.ts";
import type { Histograms } from "../kernel/probe/Histograms.ts";
import * as ROW from "./Deliveries.ts";
import { ACKING, type Deliveries, RUNNING, SETTLED, SKIPPED } from "./Deliveries.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Handling } from "./Handling.ts";
import { IDLE_SINCE, type Instance, PLAIN_SLOTS, RUNNING_LINE, SERVICE } from "./Instance.ts";
import { noteWaits } from "./noteWaits.ts";
import { type Program, WORDS, WORK } from "./Program.ts";
import {
  BUSY_SLOTS,
  COUNTED_ATTEMPT,
  COUNTED_COMPLETION,
  COUNTED_WAIT,
  END_TO_END_TIMES,
  HANDLERS,
  SERVICE_TIMES,
  STREAM,
  WAITING_TIMES,
} from "./ServiceAtWork.ts";
import type { Settling } from "./Settling.ts";

const STEP_DONE = whatOf(SERVICE_EVENT.stepDone, 0);
const ACK_ARRIVES = whatOf(SERVICE_EVENT.ackArrives, 0);
const ANY_COPY = COPY_OF_PUBLISHER | COPY_OF_RELAY | COPY_OF_NETWORK;
/** Attempts are counted in 16 bits, and stop there. */
const MOST_ATTEMPTS = 0xffff;

/**
 * How most handlers begin and end (RULES H3, H4): with work, and well, in a service whose settings ask for nothing
 * besides (`Service.isPlain`). Each does in one pass over the rows what `Attempts` and `Settling` do rule by rule;
 * what is out of the ordinary about a message, a link or a moment is left to them.
 */
export class PlainHandling {
  private readonly context: Context;
  private readonly entries: Entries;
  private readonly messages: Messages;
  private readonly types: MessageTypes;
  private readonly tracer: Tracer;
  private readonly delays: Delays;
  private readonly events: FutureEventList;
  private readonly histograms: Histograms;
  private readonly gauges: Gauges;
  private readonly deliveries: Deliveries;
  private readonly program: Program;
  private readonly settling: Settling;
  private readonly instances: readonly Instance[];

  constructor(
    context: Context,
    handling: Pick<Handling, "deliveries" | "program" | "settling" | "instances">,
  ) {
    this.context = context;
    this.entries = context.entries;
    this.messages = context.messages;
    this.types = context.types;
    this.tracer = context.tracer;
    this.delays = context.kernel.delays;
    this.events = context.kernel.events;
    this.histograms = context.kernel.probe.histograms;
    this.gauges = context.kernel.probe.gauges;
    this.deliveries = handling.deliveries;
    this.program = handling.program;
    this.settling = handling.settling;
    this.instances = handling.instances;
  }

  /**
   * H1, H3. An instance is given an entry and has a slot for it: an attempt begins, and its handler with work. Returns false, and has
   * done nothing, where it is not so simple.
   * @param entry the entry
   * @param waiting its delivery where that has waited for a slot, −1 where it comes just now
   */
  begin(member: Member, entry: number, waiting: number): boolean {
    const entryAt = entry & ADDRESS;
    const at = member.instanceAt & ADDRESS;
    if (lengthOf(at + RUNNING_LINE) >= INTS[at + PLAIN_SLOTS]!) return false;
    const serviceAt = INTS[at + SERVICE]! & ADDRESS;
    const { messages } = this;
    const message = INTS[entryAt + MESSAGE]!;
    const counts = INTS[entryAt + COUNTS]!;
    const attempt = (counts & MOST_ATTEMPTS) + 1;
    const { program } = this;
    const step = program.wordAt(INTS[serviceAt + HANDLERS]! + messages.typeOf(message));
    if (
      program.wordAt(step) !== WORK ||
      attempt > MOST_ATTEMPTS ||
      messages.hasMark(message, POISON | CARRIED_ATTEMPTS) ||
      this.tracer.isOn === true
    )
      return false;
    // What an entry says is read and written before anything is called: V8 then reads each word once.
    const { now } = this.events;
    const state = INTS[entryAt + STATE]!;
    const number = INTS[entryAt + DELIVERIES]!;
    const isFirst = attempt === 1 && (state & STARTED) === 0;
    const waited = now - DOUBLES[entryAt >> 1]!;
    INTS[entryAt + COUNTS] = counts + 1;
    INTS[entryAt + STATE] = state | STARTED;
    INTS[serviceAt + BUSY_SLOTS]!++;
    const counted = serviceAt >> 1;
    count(counted + COUNTED_ATTEMPT);
    if (isFirst && waited > 0) count(counted + COUNTED_WAIT);
    this.gauges.raise(at);
    if (isFirst) this.histograms.add(INTS[serviceAt + WAITING_TIMES]!, waited);
    const { rows } = this.deliveries;
    const delivery = waiting < 0 ? rows.allocate() : waiting;
    const deliveryAt = delivery & ADDRESS;
    if (waiting < 0) {
      INTS[deliveryAt + ROW.ENTRY] = entry;
      INTS[deliveryAt + ROW.NUMBER] = number;
      INTS[deliveryAt + ROW.MEMBER] = member.index;
      INTS[deliveryAt + ROW.INSTANCE] = at;
      INTS[deliveryAt + ROW.REQUEST] = -1;
      INTS[deliveryAt + ROW.STATE] = (state & 0xff00) | RUNNING | (attempt << 16);
    } else
      INTS[deliveryAt + ROW.STATE] =
        (INTS[deliveryAt + ROW.STATE]! & 0xfff0) | RUNNING | (attempt << 16);
    INTS[deliveryAt + ROW.STEP] = step + WORDS;
    DOUBLES[(deliveryAt + ROW.STARTED) >> 1] = now;
    append(at + RUNNING_LINE, delivery);
    const work = program.wordAt(step + 1);
    INTS[deliveryAt + ROW.TIMER] =
      this.delays.after(work, serviceAt + STREAM, STEP_DONE, delivery) | 0;
    return true;
  }

  /**
   * H4. A handler has got to its end for the first time with a message: it gives its slot back and acknowledges. Returns
   * false, and has done nothing, where it is not so simple.
   */
  end(member: Member, delivery: number): boolean {
    const deliveryAt = delivery & ADDRESS;
    const at = member.instanceAt & ADDRESS;
    const flags = INTS[deliveryAt + ROW.STATE]!;
    const entry = INTS[deliveryAt + ROW.ENTRY]!;
    const entryAt = entry & ADDRESS;
    const state = INTS[entryAt + STATE]!;
    const { messages, histograms } = this;
    const message = INTS[entryAt + MESSAGE]!;
    if (
      INTS[at + PLAIN_SLOTS] === 0 ||
      (flags & (SETTLED | SKIPPED)) !== 0 ||
      (state & COMPLETED) !== 0 ||
      messages.hasMark(message, ANY_COPY) ||
      member.isDisturbed === true ||
      this.types.isOrdered(messages.typeOf(message)) ||
      this.tracer.isOn === true
    )
      return false;
    const { now } = this.events;
    const served = now - DOUBLES[(deliveryAt + ROW.STARTED) >> 1]!;
    const age = now - messages.bornAt(messages.rootOf(message));
    INTS[entryAt + STATE] = state | COMPLETED;
    const serviceAt = INTS[at + SERVICE]! & ADDRESS;
    count((serviceAt >> 1) + COUNTED_COMPLETION);
    histograms.add(INTS[serviceAt + SERVICE_TIMES]!, served);
    histograms.add(INTS[serviceAt + END_TO_END_TIMES]!, age);
    if (member.ackDelay < 0) {
      // What an ack sets off happens before the slot is free: H4 has the same order in `Handling`.
      const which = INTS[deliveryAt + ROW.NUMBER]!;
      const isAlone = member.subscription.closesAlone(member, entry, which);
      if (!isAlone) this.settling.ack(member, delivery, entry);
      this.freeSlot(at, serviceAt, delivery, now);
      if (isAlone) this.closeAlone(member, entry, which);
      else member.subscription.unpin(entry);
      this.deliveries.rows.release(delivery);
    } else {
      INTS[deliveryAt + ROW.STATE] = (flags & ~15) | ACKING;
      this.delays.after(member.ackDelay, member.stream, ACK_ARRIVES, delivery);
      this.freeSlot(at, serviceAt, delivery, now);
    }
    return true;
  }

  private freeSlot(at: number, serviceAt: number, delivery: number, now: number): void {
    remove(at + RUNNING_LINE, delivery);
    INTS[serviceAt + BUSY_SLOTS]!--;
    this.gauges.lower(at);
    if (headOf(at + RUNNING_LINE) < 0) DOUBLES[(at + IDLE_SINCE) >> 1] = now;
  }

  private closeAlone(member: Member, entry: number, number: number): void {
    count(member.ended);
    if (this.entries.attemptsOf(entry) > 1)
      noteWaits(this.context, this.instances[member.instance]!.service.figures, entry);
    member.subscription.closeDelivery(member, entry, number);
  }

  /** H4. The channel hears the ack of a delivery of which its consumer knows nothing more. */
  close(member: Member, delivery: number): void {
    const entry = this.deliveries.entryOf(delivery);
    const number = this.deliveries.numberOf(delivery);
    const { subscription } = member;
    if (subscription.closesAlone(member, entry, number)) this.closeAlone(member, entry, number);
    else {
      this.settling.ack(member, delivery, entry);
      subscription.unpin(entry);
    }
    this.deliveries.rows.release(delivery);
  }
}
