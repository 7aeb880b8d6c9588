import { whatOf } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import {
  STATE_COMPENSATION,
  STATE_DEAD_LETTER,
  STATE_DUPLICATE,
  STATE_FIRST,
  STATE_POISON,
} from "../kernel/probe/Departures.ts";
import type { TimeDistribution } from "../model/index.ts";
import type { BrokerNodes } from "./BrokerNodes.ts";
import { ACCEPTED, type Channel, LOST, TRAVELS } from "./Channel.ts";
import type { Context } from "./Context.ts";
import { lossNumber } from "./causes.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import {
  COMPENSATION,
  COPY_OF_NETWORK,
  COPY_OF_PUBLISHER,
  COPY_OF_RELAY,
  POISON,
} from "./Messages.ts";
import { PortAtWork } from "./PortAtWork.ts";
import type { Wire } from "./Wire.ts";

const COPIES = COPY_OF_PUBLISHER | COPY_OF_RELAY | COPY_OF_NETWORK;

/** Who publishes and hears what has become of a publication that had to cross a link first (O5, P14). */
export interface Keeper {
  /** Whether he hears what becomes of a message, and keeps it when it is refused: then it is not lost. */
  heeds(message: number): "keeps" | "hears" | undefined;
  /** Handler that is held while one waits for room, −1 if nobody is. */
  waiterOf(message: number): number;
  /** One has crossed the link, and the channel has given this answer. */
  hear(answer: number, message: number, port: Port): void;
  /** Events that lead nowhere while all that he publishes is refused; 0 where something may come of them. */
  readonly vainEvents: number;
}

/**
 * The way of a publication along one link into a channel: the link's latency and the channel's, and
 * what faults do on the way. Publications may overtake one another (RULES P1).
 */
export class Port extends PortAtWork {
  /** Index of the node that publishes through it. */
  readonly source: number;
  private readonly context: Context;
  private readonly isDeadLetter: boolean;
  private readonly confirmStream: number;
  private confirmDelay = -1;
  /** The part of it that comes after the channel has answered. */
  private backDelay = -1;
  /** Whether a publisher knows at once that its message has arrived. */
  isConfirmInstant = true;
  /** B9. Whose nodes handle what comes out of the link. */
  private broker: BrokerNodes | undefined = undefined;
  /** N3. Ways that stand by for this one. */
  private standbys: readonly Port[] = [];
  /** The way that this one stands by for. */
  private standsFor: Port | undefined = undefined;
  /** The other ways that they stand by for. */
  private fellows: readonly Port[] = [];
  /** Who hears of what its channel refuses when it has crossed the link; undefined where nobody does. */
  keeper: Keeper | undefined = undefined;
  /** Publications that wait for a cut link, oldest first (RULES F3). */
  private readonly waiting: number[] = [];

  constructor(
    context: Context,
    channel: Channel,
    wire: Wire,
    source: number,
    isDeadLetter: boolean,
  ) {
    super(context, channel, wire);
    this.source = source;
    this.context = context;
    this.isDeadLetter = isDeadLetter;
    this.confirmStream = context.kernel.stream(wire.id, "confirm");
    context.ports.push(this);
  }

  /** Sets the latency of a crossing (that of the link and that of the channel), and what a confirm needs beyond it. */
  configure(
    latencies: readonly (TimeDistribution | undefined)[],
    confirmLatencies: readonly (TimeDistribution | undefined)[],
  ): void {
    const { delays } = this.context.kernel;
    const way = [...latencies, ...confirmLatencies];
    const confirm = { kind: "sum", of: way.map((latency) => lawOf(latency ?? 0)) } as const;
    this.confirmDelay = delays.share(confirm);
    this.isConfirmInstant = delays.isZero(this.confirmDelay);
    const back = confirmLatencies.map((latency) => lawOf(latency ?? 0));
    this.backDelay = delays.share({ kind: "sum", of: back });
    const law = { kind: "sum", of: latencies.map((latency) => lawOf(latency ?? 0)) } as const;
    this.delay = delays.share(law);
    this.isInstant = delays.isZero(this.delay);
  }

  /** N2, B9. Sees whether the link, or the nodes of the broker that it leads to, can carry only so much. */
  share(broker: BrokerNodes | undefined): void {
    this.broker = broker;
    this.isShared = this.wire.pipe !== undefined || broker?.gate !== undefined;
  }

  /** N3. Other ways are taken while neither this one nor its fellows lead anywhere. */
  backUp(standbys: readonly Port[], fellows: readonly Port[]): void {
    this.standbys = standbys;
    this.fellows = fellows;
    this.isBacked = standbys.length > 0;
    for (const each of standbys) each.standsFor ??= this;
  }

  /** N3. Whether the link is whole and its channel answers. */
  get isOpen(): boolean {
    return !this.wire.isCut && this.channel.isOpen;
  }

  /** The channel that what sets out now leads to. */
  get channelNow(): Channel {
    return (this.isBacked === true ? this.standIn() : undefined)?.channel ?? this.channel;
  }

  /** P13. Whether what sets out now finds nobody who answers, here or on standby. */
  get leadsNowhere(): boolean {
    return this.channel.turnsAllAway && (this.isBacked === false || this.standIn() === undefined);
  }

  /**
   * Publishes a message along this link. The caller keeps his own hold on it.
   * @param waiter handler that is held while the publication waits for room, −1 if nobody is
   * @returns what the channel said, or `ACCEPTED` when that is not yet known
   */
  send(message: number, waiter: number): number {
    if (this.needsCare) {
      const answer = this.sendWithCare(message, waiter);
      return answer === LOST || answer === TRAVELS ? ACCEPTED : answer;
    }
    if (this.isInstant === true) return this.channel.enter(message, waiter);
    this.messages.hold(message);
    this.delays.after(this.delay, this.stream, this.arrival, message);
    return ACCEPTED;
  }

  /** As `send`, by a publisher who needs the message no longer: his hold on it goes along. */
  handOver(message: number): void {
    if (this.needsCare) {
      this.sendWithCare(message, -1);
      this.messages.done(message);
    } else if (this.isInstant === true) this.channel.takeOver(message);
    else this.delays.after(this.delay, this.stream, this.arrival, message);
  }

  /** As `send` where that needs care: what is lost on the way is counted here. */
  private sendWithCare(message: number, waiter: number): number {
    const answer = this.offer(message, waiter);
    if (answer === LOST)
      this.context.losses.add(this.source, lossNumber("publication-lost"), message);
    return answer;
  }

  /** As `send`, for a publisher that waits for confirms and sees to losses itself: `LOST` is an answer too. */
  offer(message: number, waiter: number): number {
    const standIn = this.isBacked === true ? this.standIn() : undefined;
    return standIn === undefined ? this.cross(message, waiter) : standIn.offer(message, waiter);
  }

  private cross(message: number, waiter: number): number {
    if (this.departures.isOn === true) this.depart(message);
    const { tracer } = this;
    if (tracer.isOn) tracer.message("sent", message, { node: this.source, link: this.link });
    if (this.isDisturbed || this.isShared) return this.crossWithCare(message, waiter);
    if (this.isInstant === true) return this.channel.enter(message, waiter);
    this.messages.hold(message);
    this.delays.after(this.delay, this.stream, this.arrival, message);
    return TRAVELS;
  }

  /** P14. Schedules what a channel that has just answered sends back. Returns the event's handle. */
  scheduleBack(what: number, subject: number): number {
    return this.delays.after(this.backDelay, this.confirmStream, what, subject);
  }

  /** P9. Schedules the confirm of a publication that has just set out. Returns the event's handle. */
  scheduleConfirm(what: number, subject: number): number {
    return this.delays.after(this.confirmDelay, this.confirmStream, what, subject);
  }

  /** Draws whether the confirm of an accepted publication is lost. */
  losesConfirm(): boolean {
    return this.isDisturbed === true && this.wire.loses("confirm");
  }

  /** Whether what sets out along the link needs time and is sure to arrive. */
  get takesTime(): boolean {
    return this.isInstant === false && this.isDisturbed === false;
  }

  /** A publication has come to the end of the link. */
  arrive(message: number): void {
    const gate = this.broker?.gate;
    if (gate === undefined) this.admit(message);
    else {
      const { events } = this.context.kernel;
      const wait = gate.pass(events.now, this.messages.sizeOf(message));
      events.schedule(wait, whatOf(CHANNEL_EVENT.admitted, this.index), message);
    }
  }

  /** The channel gets a publication. */
  admit(message: number): void {
    const keeper = this.keeperOf(message);
    if (keeper === undefined) this.channel.takeOver(message);
    else {
      this.hearOf(keeper, message, this.channel, (waiter) => this.channel.enter(message, waiter));
      this.messages.done(message);
    }
  }

  /** Who wants to hear what becomes of a publication. */
  private keeperOf(message: number): Keeper | undefined {
    const keeper = this.keeper ?? this.standsFor?.keeper;
    return keeper?.heeds(message) === undefined ? undefined : keeper;
  }

  /** O5, P14. Who publishes hears what has become of a publication, and keeps it should it be refused. */
  private hearOf(
    keeper: Keeper,
    message: number,
    { node }: Channel,
    enter: (waiter: number) => number,
  ): void {
    const { losses } = this.context;
    if (keeper.heeds(message) === "keeps") losses.keep(message, node);
    const answer = enter(keeper.waiterOf(message));
    losses.keepNone();
    if (answer !== TRAVELS) keeper.hear(answer, message, this.standsFor ?? this);
  }

  /** The link carries again: what waited sets out now. */
  mend(): void {
    const { messages } = this.context;
    for (const message of this.waiting.splice(0)) {
      const keeper = this.keeperOf(message);
      if (keeper === undefined) this.send(message, -1);
      else
        this.hearOf(keeper, message, this.channelNow, (waiter) =>
          this.sendWithCare(message, waiter),
        );
      messages.done(message);
    }
  }

  /** Publications that wait for the link. */
  get waitingCount(): number {
    return this.waiting.length;
  }

  /** F2, F3, N2. The link is cut, lossy or slow, or carries only so much. */
  private crossWithCare(message: number, waiter: number): number {
    const { kernel, messages } = this.context;
    const { wire } = this;
    if (wire.isCut) {
      messages.hold(message);
      this.waiting.push(message);
      const { tracer } = this.context;
      if (tracer.isOn) tracer.message("held", message, { link: wire.index });
      return TRAVELS;
    }
    if (wire.loses("publish")) return LOST;
    if (wire.duplicates()) this.sendCopy(message);
    const { events } = kernel;
    const transfer = wire.pipe?.pass(events.now, messages.sizeOf(message)) ?? 0;
    const added = wire.drawAddedLatency() + transfer;
    if (this.isInstant && added === 0 && !this.isShared) return this.channel.enter(message, waiter);
    messages.hold(message);
    kernel.events.schedule(
      added + kernel.laws.sample(this.delay, this.stream),
      whatOf(CHANNEL_EVENT.arrive, this.index),
      message,
    );
    return TRAVELS;
  }

  /** N3. Who is taken instead while no way that is not on standby leads anywhere. */
  private standIn(): Port | undefined {
    if (this.isOpen || this.fellows.some(({ isOpen }) => isOpen)) return undefined;
    return this.standbys.find(({ isOpen }) => isOpen);
  }

  /** The network delivers a publication twice. */
  private sendCopy(message: number): void {
    const copy = this.messages.copy(message, COPY_OF_NETWORK);
    this.delays.after(this.delay, this.stream, this.arrival, copy);
  }

  private depart(message: number): void {
    const { kernel, messages } = this.context;
    let state = STATE_FIRST;
    if (this.isDeadLetter) state = STATE_DEAD_LETTER;
    else if (messages.hasMark(message, POISON)) state = STATE_POISON;
    else if (messages.hasMark(message, COMPENSATION)) state = STATE_COMPENSATION;
    else if (messages.hasMark(message, COPIES)) state = STATE_DUPLICATE;
    kernel.probe.departures.add(this.link, state, kernel.events.now, messages.idOf(message));
  }
}
