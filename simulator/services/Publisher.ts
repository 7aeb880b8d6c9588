import type { z } from "zod";
import { ACCEPTED, WAITS } from "../channels/Channel.ts";
import type { Context } from "../channels/Context.ts";
import type { Port } from "../channels/Port.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Publisher as PublisherModel } from "../model/index.ts";
import { Confirms } from "./Confirms.ts";
import type { ConfirmWaits } from "./ConfirmWaits.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import { SendBuffer } from "./SendBuffer.ts";

type Settings = z.output<typeof PublisherModel>;

/** Messages of one link that wait to be published together. */
interface Batch {
  readonly port: Port;
  readonly messages: number[];
  readonly times: number[];
  bytes: number;
  timer: number;
}

/**
 * How a node publishes (RULES P5, P6, P9): at once, or together with others; and again when no confirm comes. A
 * node that does neither costs nothing here.
 */
export class Publisher {
  readonly index: number;
  /** Messages in a batch, and how long each waited in it. */
  readonly batchSizes: number;
  readonly batchDelays: number;
  private readonly context: Context;
  private readonly node: number;
  private readonly waits: ConfirmWaits;
  private settings: Settings;
  /** Whether it batches, or waits for confirms. */
  private asksMore = false;
  private awaitsConfirms = false;
  private readonly stream: number;
  /** What is under way, and what waits for that; made once somebody waits for confirms: most nodes do not. */
  private careful: { readonly confirms: Confirms; readonly buffer: SendBuffer } | undefined =
    undefined;
  private readonly batches: Batch[] = [];

  constructor(
    context: Context,
    index: number,
    id: string,
    node: number,
    waits: ConfirmWaits,
    settings: Settings,
  ) {
    this.context = context;
    this.waits = waits;
    this.index = index;
    this.node = node;
    this.batchSizes = context.kernel.probe.histograms.open();
    this.batchDelays = context.kernel.probe.histograms.open();
    this.stream = context.kernel.stream(id, "publishing");
    this.settings = settings;
    this.configure(settings);
  }

  /** Messages that were confirmed to somebody who waits for that, since the end of the warm-up. */
  get confirmedCount(): number {
    return this.careful?.confirms.confirmedCount ?? 0;
  }

  configure(settings: Settings): void {
    const { confirm, retryAfter, inFlight, deliveryTimeout, buffer } = settings;
    this.context.publishing[this.node] = settings;
    this.context.taken[this.node] = (message) => this.careful?.confirms.taken(message);
    this.settings = settings;
    this.awaitsConfirms =
      confirm !== "none" &&
      (retryAfter !== undefined || inFlight !== undefined || deliveryTimeout !== undefined);
    if (this.awaitsConfirms) this.careful ??= this.makeCareful();
    this.careful?.confirms.configure(settings);
    if (this.careful)
      this.careful.buffer.room = {
        messages: buffer?.messages ?? Infinity,
        bytes: buffer?.bytes ?? Infinity,
      };
    this.asksMore = settings.batching !== undefined || this.awaitsConfirms;
  }

  private makeCareful(): { confirms: Confirms; buffer: SendBuffer } {
    const { context, index, node, stream, waits, settings } = this;
    const confirms = new Confirms(context, index, node, stream, waits, settings);
    const buffer = new SendBuffer(context, node, waits);
    confirms.onRoom = () => this.sendNext(confirms, buffer);
    buffer.bytesUnderWay = () => confirms.bytes;
    return { confirms, buffer };
  }

  /** Publishes a message along a link. The caller keeps his own hold on it. */
  publish(message: number, port: Port, waiter: number): number {
    if (this.asksMore === false) return port.send(message, waiter);
    if (this.settings.batching === undefined) return this.publishNow(message, port, waiter);
    this.collect(message, port);
    return ACCEPTED;
  }

  /** P14. As `publish`, for a handler that waits until it knows what has become of the message. */
  publishAwaited(message: number, port: Port, waiter: number): void {
    if (this.settings.confirm === "none") {
      // Nobody will ever know: it is as good as taken.
      const answer = this.publish(message, port, waiter);
      if (answer === WAITS) this.waits.leaveToChannel(message);
      else this.waits.settle(message, "ok");
      return;
    }
    this.careful ??= this.makeCareful();
    if (this.settings.batching === undefined) this.publishNow(message, port, waiter);
    else this.collect(message, port);
  }

  /** P14. A message that somebody waits for has crossed its link, and its channel has given this answer. */
  reached(message: number, answer: number): void {
    this.careful?.confirms.reached(message, answer);
  }

  /** Publishes a message along a link, for somebody who needs it no longer: his hold on it goes along. */
  handOver(message: number, port: Port): void {
    if (this.asksMore === false) {
      port.handOver(message);
      return;
    }
    this.publish(message, port, -1);
    this.context.messages.done(message);
  }

  /** P5, P6, P9. Something that was waited for has come, or its time is over. */
  due(kind: number, subject: number): void {
    switch (kind) {
      case SERVICE_EVENT.publishAgain:
        this.careful?.confirms.again(subject);
        break;
      case SERVICE_EVENT.confirmed:
        this.careful?.confirms.confirmed(subject);
        break;
      case SERVICE_EVENT.publishGivenUp:
        this.careful?.confirms.giveUpAtDeadline(subject);
        break;
      case SERVICE_EVENT.bufferTimeout:
        this.careful?.buffer.giveUp(subject);
        break;
      default:
        this.batchIsDue(subject);
    }
  }

  /** P6. A batch has waited long enough. */
  private batchIsDue(portIndex: number): void {
    for (const batch of this.batches) {
      if (batch.port.index !== portIndex) continue;
      batch.timer = -1;
      this.flush(batch);
    }
  }

  private publishNow(message: number, port: Port, waiter: number): number {
    const isAwaited = this.waits.heeds(message) !== undefined;
    if (!(this.awaitsConfirms || isAwaited) || this.careful === undefined)
      return port.send(message, waiter);
    const { confirms, buffer } = this.careful;
    if (buffer.length === 0 && confirms.hasRoom) return confirms.send(message, port, waiter);
    if (buffer.fits(message)) {
      buffer.add(message, port);
      return ACCEPTED;
    }
    const { events } = this.context.kernel;
    const timeout = whatOf(SERVICE_EVENT.bufferTimeout, this.index);
    const blockFor = this.settings.buffer?.blockFor ?? Infinity;
    const held = isAwaited ? -1 : waiter;
    buffer.hold(message, port, held, events.schedule(blockFor, timeout, message));
    return held >= 0 ? WAITS : ACCEPTED;
  }

  /** P9. One more may be under way: the next of what waits in the client. */
  private sendNext(confirms: Confirms, buffer: SendBuffer): void {
    while (confirms.hasRoom) {
      const next = buffer.take();
      if (next === undefined) return;
      confirms.send(next.message, next.port, this.waits.waiterOf(next.message));
      this.context.messages.done(next.message);
    }
  }

  /** P6. A message joins the batch of its link, which goes when it is full or has lingered. */
  private collect(message: number, port: Port): void {
    const { messages, kernel } = this.context;
    const { size, bytes, linger } = this.settings.batching!;
    messages.hold(message);
    const batch = this.batchFor(port);
    batch.messages.push(message);
    batch.times.push(kernel.events.now);
    batch.bytes += messages.sizeOf(message);
    const isFull = batch.messages.length >= size || (bytes !== undefined && batch.bytes >= bytes);
    if (isFull) this.flush(batch);
    else if (batch.timer < 0)
      batch.timer = kernel.events.schedule(
        linger,
        whatOf(SERVICE_EVENT.batchCloses, this.index),
        port.index,
      );
  }

  private batchFor(port: Port): Batch {
    const known = this.batches.find((batch) => batch.port === port);
    if (known !== undefined) return known;
    const batch: Batch = { port, messages: [], times: [], bytes: 0, timer: -1 };
    this.batches.push(batch);
    return batch;
  }

  private flush(batch: Batch): void {
    const { messages, kernel } = this.context;
    const { histograms } = kernel.probe;
    if (batch.timer >= 0) kernel.events.cancel(batch.timer);
    batch.timer = -1;
    batch.bytes = 0;
    const times = batch.times.splice(0);
    histograms.add(this.batchSizes, times.length);
    for (const [i, message] of batch.messages.splice(0).entries()) {
      histograms.add(this.batchDelays, kernel.events.now - times[i]!);
      this.publishNow(message, batch.port, this.waits.waiterOf(message));
      messages.done(message);
    }
  }
}
