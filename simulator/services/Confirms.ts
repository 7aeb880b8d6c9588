import type { z } from "zod";
import { ACCEPTED, LOST, PENDING, REFUSED, TRAVELS, WAITS } from "../channels/Channel.ts";
import type { Context } from "../channels/Context.ts";
import { lossNumber } from "../channels/causes.ts";
import { COPY_OF_PUBLISHER } from "../channels/Messages.ts";
import type { Port } from "../channels/Port.ts";
import { Backoff } from "../kernel/Backoff.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Publisher as PublisherModel } from "../model/index.ts";
import type { ConfirmWaits } from "./ConfirmWaits.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import { isOutOfSequence, type Unconfirmed } from "./Unconfirmed.ts";

type Settings = z.output<typeof PublisherModel>;

/**
 * Publications whose confirm is awaited (RULES P5, P9): sent again when it does not come, only so many under way at
 * once, given up when it takes too long. What confirms free is told to `onRoom`.
 */
export class Confirms {
  /** Runs when one more may be under way. */
  onRoom: () => void = () => undefined;
  private readonly context: Context;
  private readonly publisher: number;
  private readonly node: number;
  private readonly stream: number;
  private readonly waits: ConfirmWaits;
  private settings: Settings;
  private backoff: Backoff;
  private readonly pending: (Unconfirmed | undefined)[] = [];
  private readonly free: number[] = [];
  private count = 0;
  /** Counter of confirms that have come. */
  private readonly confirms: number;
  /** Bytes of what is under way. */
  bytes = 0;
  /** Messages under way of which no attempt has arrived. */
  private unarrived = 0;

  constructor(
    context: Context,
    publisher: number,
    node: number,
    stream: number,
    waits: ConfirmWaits,
    settings: Settings,
  ) {
    this.context = context;
    this.publisher = publisher;
    this.node = node;
    this.stream = stream;
    this.waits = waits;
    this.settings = settings;
    this.confirms = context.kernel.probe.counters.open(1);
    this.backoff = this.backoffOf(settings);
  }

  /** Messages that were confirmed since the end of the warm-up. */
  get confirmedCount(): number {
    return this.context.kernel.probe.counters.value(this.confirms);
  }

  configure(settings: Settings): void {
    this.settings = settings;
    this.backoff = this.backoffOf(settings);
  }

  /** Whether one more may be under way. */
  get hasRoom(): boolean {
    return this.count < (this.settings.inFlight ?? Infinity);
  }

  /** Sends a message and waits for its confirm. The caller keeps his own hold on it. */
  send(message: number, port: Port, waiter: number): number {
    const pending: Unconfirmed = {
      message,
      port,
      attempt: 1,
      hasArrived: false,
      isWaiting: false,
      travels: false,
      retry: -1,
      confirm: -1,
      deadline: -1,
      outcome: "ok",
    };
    const answer = this.attempt(pending, waiter);
    if (answer !== undefined) {
      this.waits.settle(message, pending.outcome);
      return answer;
    }
    this.context.messages.hold(message);
    this.count++;
    this.bytes += this.context.messages.sizeOf(message);
    if (!pending.hasArrived) this.unarrived++;
    const slot = this.free.pop() ?? this.pending.length;
    this.pending[slot] = pending;
    this.wait(pending, slot);
    const { deliveryTimeout } = this.settings;
    if (deliveryTimeout !== undefined)
      pending.deadline = this.after(deliveryTimeout, SERVICE_EVENT.publishGivenUp, slot);
    return ACCEPTED;
  }

  /** P5. No confirm has come in time: the message is sent again, if there is an attempt left. */
  again(slot: number): void {
    const pending = this.pending[slot]!;
    pending.retry = -1;
    const { attempts } = this.settings;
    if (attempts !== "unlimited" && pending.attempt >= attempts) {
      this.giveUp(slot);
      return;
    }
    pending.attempt++;
    if (this.attempt(pending, this.waits.waiterOf(pending.message)) !== undefined)
      this.finish(slot);
    else this.wait(pending, slot);
  }

  /** The confirm of an attempt has come. */
  confirmed(slot: number): void {
    const pending = this.pending[slot]!;
    pending.confirm = -1;
    if (pending.outcome === "ok") this.context.kernel.probe.counters.add(this.confirms);
    this.finish(slot);
  }

  /** P5. The publisher's patience with a message is at an end. */
  giveUpAtDeadline(slot: number): void {
    this.pending[slot]!.deadline = -1;
    this.giveUp(slot);
  }

  /** P5. The publisher waits no longer: what has not arrived is lost. */
  private giveUp(slot: number): void {
    const pending = this.pending[slot]!;
    if (!pending.hasArrived) this.lose(pending);
    pending.outcome = "failed";
    this.finish(slot);
  }

  /** Sends a message once. Returns what the publisher knows in the end, or undefined when it has to wait. */
  private attempt(pending: Unconfirmed, waiter: number): number | undefined {
    const { port } = pending;
    // Of copies nobody hears what becomes of them: their confirms are like those of all other publications.
    const isCopy = pending.hasArrived;
    const answer = this.offer(pending, waiter);
    if (!isCopy && answer === TRAVELS)
      pending.travels = this.waits.heeds(pending.message) !== undefined;
    if (answer === REFUSED) pending.outcome = "refused";
    if (answer === WAITS) this.waits.leaveToChannel(pending.message);
    if (answer === REFUSED || answer === WAITS) return answer;
    if (answer !== LOST) this.arrived(pending);
    pending.isWaiting = answer === PENDING;
    if (pending.isWaiting || pending.travels) return undefined;
    const isConfirmed = answer !== LOST && !port.losesConfirm();
    if (isConfirmed && !port.isConfirmInstant) return undefined;
    if (isConfirmed) {
      this.context.kernel.probe.counters.add(this.confirms);
      return ACCEPTED;
    }
    if (this.expectsMore(pending)) {
      // That of an earlier attempt may be on its way all the same.
      if (pending.confirm < 0) pending.confirm = LOST_CONFIRM;
      return undefined;
    }
    if (!pending.hasArrived) this.lose(pending);
    pending.outcome = "failed";
    return ACCEPTED;
  }

  /** Whether something may still come of a message whose attempt, or the confirm of that, was lost. */
  private expectsMore({ message, attempt }: Unconfirmed): boolean {
    const { attempts, retryAfter, deliveryTimeout } = this.settings;
    // P14. Who would wait for ever is told at once that the connection is broken.
    if (retryAfter === undefined)
      return deliveryTimeout !== undefined || this.waits.heeds(message) === undefined;
    return attempts === "unlimited" || attempt < attempts;
  }

  /** P14. A message that somebody waits for has crossed its link: what its channel says comes back. */
  reached(message: number, answer: number): void {
    const slot = this.pending.findIndex((each) => each?.message === message);
    const pending = this.pending[slot];
    if (pending === undefined) return;
    pending.travels = false;
    pending.isWaiting = answer === PENDING;
    if (pending.isWaiting) return;
    if (answer === WAITS) {
      this.waits.leaveToChannel(message);
      this.finish(slot);
      return;
    }
    if (answer === REFUSED) pending.outcome = "refused";
    if (answer !== LOST && !pending.port.losesConfirm())
      pending.confirm = pending.port.scheduleBack(this.what(SERVICE_EVENT.confirmed), slot);
    else if (pending.retry < 0 && !this.expectsMore(pending)) {
      pending.outcome = "failed";
      this.finish(slot);
    }
  }

  /** The first attempt sends the message itself; once one has arrived, what is sent is a copy of it. */
  private offer({ port, message, attempt, hasArrived }: Unconfirmed, waiter: number): number {
    const { messages } = this.context;
    if (
      this.unarrived > 0 &&
      this.settings.idempotent &&
      isOutOfSequence(messages, this.pending, message, port)
    )
      return LOST;
    // P13. Nobody answers: it is as if the attempt had been lost.
    if (this.settings.retryAfter !== undefined && port.leadsNowhere) return LOST;
    if (attempt === 1 || !hasArrived) return this.offerItself(message, port, waiter);
    // The broker knows the sequence number and drops it: nothing comes in, a confirm is sent again.
    if (this.settings.idempotent) return ACCEPTED;
    const copy = messages.copy(message, COPY_OF_PUBLISHER);
    const answer = port.offer(copy, waiter);
    messages.done(copy);
    return answer;
  }

  /** P14. What is refused is not lost where a handler fails with it. */
  private offerItself(message: number, port: Port, waiter: number): number {
    if (this.waits.heeds(message) !== "keeps") return port.offer(message, waiter);
    const { losses } = this.context;
    losses.keep(message, port.channelNow.node);
    const answer = port.offer(message, waiter);
    losses.keepNone();
    return answer;
  }

  /** Waits for the confirm that is on its way, if one is, and for the time to send again. */
  private wait(pending: Unconfirmed, slot: number): void {
    // Who waits for a leader is sent again by the channel, for as long as there is none.
    if (pending.isWaiting) return;
    const { retryAfter } = this.settings;
    if (pending.confirm === LOST_CONFIRM) pending.confirm = -1;
    else if (pending.confirm < 0 && !pending.travels)
      pending.confirm = pending.port.scheduleConfirm(this.what(SERVICE_EVENT.confirmed), slot);
    if (retryAfter === undefined) return;
    const wait = retryAfter + this.backoff.delayAfter(pending.attempt, 0);
    pending.retry = this.after(wait, SERVICE_EVENT.publishAgain, slot);
  }

  private arrived(pending: Unconfirmed): void {
    if (!pending.hasArrived && pending.attempt > 1) this.unarrived--;
    pending.hasArrived = true;
  }

  /** The channel has taken a message that waited for its leader. */
  taken(message: number): void {
    const slot = this.pending.findIndex((each) => each?.message === message && each.isWaiting);
    if (slot < 0) return;
    const pending = this.pending[slot]!;
    pending.isWaiting = false;
    if (pending.confirm >= 0) return;
    pending.confirm = pending.port.scheduleConfirm(this.what(SERVICE_EVENT.confirmed), slot);
  }

  private finish(slot: number): void {
    const { message, retry, confirm, deadline, hasArrived, outcome } = this.pending[slot]!;
    if (!hasArrived) this.unarrived--;
    const { events } = this.context.kernel;
    for (const event of [retry, confirm, deadline]) if (event >= 0) events.cancel(event);
    this.pending[slot] = undefined;
    this.free.push(slot);
    this.count--;
    this.bytes -= this.context.messages.sizeOf(message);
    this.waits.settle(message, outcome);
    this.context.messages.done(message);
    this.onRoom();
  }

  private lose({ message }: Unconfirmed): void {
    if (this.waits.heeds(message) === "keeps") return;
    this.context.losses.add(this.node, lossNumber("publisher-gave-up"), message);
  }

  private what(kind: number): number {
    return whatOf(kind, this.publisher);
  }

  private after(delay: number, kind: number, slot: number): number {
    return this.context.kernel.events.schedule(delay, this.what(kind), slot);
  }

  private backoffOf(settings: Settings): Backoff {
    return new Backoff(this.context.kernel, settings.backoff ?? { kind: "none" }, this.stream);
  }
}

/** The attempt, or its confirm, was lost: nothing will come. */
const LOST_CONFIRM = -2;
