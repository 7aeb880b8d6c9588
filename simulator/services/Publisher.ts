import type { z } from "zod";
import { ACCEPTED, WAITS } from "../channels/Channel.ts";
import type { Context } from "../channels/Context.ts";
import type { Port } from "../channels/Port.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Publisher as PublisherModel } from "../model/index.ts";
import { Confirms } from "./Confirms.ts";
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
  private settings: Settings;
  /** Whether it batches, or waits for confirms. */
  private asksMore = false;
  private awaitsConfirms = false;
  readonly confirms: Confirms;
  private readonly buffer: SendBuffer;
  private readonly batches = new Map<Port, Batch>();

  constructor(context: Context, index: number, id: string, node: number, settings: Settings) {
    this.context = context;
    this.index = index;
    this.node = node;
    this.batchSizes = context.kernel.probe.histograms.open();
    this.batchDelays = context.kernel.probe.histograms.open();
    const stream = context.kernel.stream(id, "publishing");
    this.confirms = new Confirms(context, index, node, stream, settings);
    this.confirms.onRoom = () => this.sendNext();
    this.buffer = new SendBuffer(context, node);
    this.buffer.bytesUnderWay = () => this.confirms.bytes;
    this.settings = settings;
    this.configure(settings);
  }

  configure(settings: Settings): void {
    const { confirm, retryAfter, inFlight, deliveryTimeout, buffer } = settings;
    this.context.publishing[this.node] = settings;
    this.context.taken[this.node] = (message) => this.confirms.taken(message);
    this.settings = settings;
    this.confirms.configure(settings);
    this.buffer.room = { messages: buffer?.messages ?? Infinity, bytes: buffer?.bytes ?? Infinity };
    this.awaitsConfirms =
      confirm !== "none" &&
      (retryAfter !== undefined || inFlight !== undefined || deliveryTimeout !== undefined);
    this.asksMore = settings.batching !== undefined || this.awaitsConfirms;
  }

  /** Publishes a message along a link. The caller keeps his own hold on it. */
  publish(message: number, port: Port, waiter: number): number {
    if (this.asksMore === false) return port.send(message, waiter);
    if (this.settings.batching === undefined) return this.publishNow(message, port, waiter);
    this.collect(message, port);
    return ACCEPTED;
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
        this.confirms.again(subject);
        break;
      case SERVICE_EVENT.confirmed:
        this.confirms.confirmed(subject);
        break;
      case SERVICE_EVENT.publishGivenUp:
        this.confirms.giveUpAtDeadline(subject);
        break;
      case SERVICE_EVENT.bufferTimeout:
        this.buffer.giveUp(subject);
        break;
      default:
        this.batchIsDue(subject);
    }
  }

  /** P6. A batch has waited long enough. */
  private batchIsDue(portIndex: number): void {
    for (const batch of this.batches.values()) {
      if (batch.port.index !== portIndex) continue;
      batch.timer = -1;
      this.flush(batch);
    }
  }

  private publishNow(message: number, port: Port, waiter: number): number {
    if (!this.awaitsConfirms) return port.send(message, waiter);
    if (this.buffer.length === 0 && this.confirms.hasRoom)
      return this.confirms.send(message, port, waiter);
    if (this.buffer.fits(message)) {
      this.buffer.add(message, port);
      return ACCEPTED;
    }
    const { events } = this.context.kernel;
    const timeout = whatOf(SERVICE_EVENT.bufferTimeout, this.index);
    const blockFor = this.settings.buffer?.blockFor ?? Infinity;
    this.buffer.hold(message, port, waiter, events.schedule(blockFor, timeout, message));
    return waiter >= 0 ? WAITS : ACCEPTED;
  }

  /** P9. One more may be under way: the next of what waits in the client. */
  private sendNext(): void {
    while (this.confirms.hasRoom) {
      const next = this.buffer.take();
      if (next === undefined) return;
      this.confirms.send(next.message, next.port, -1);
      this.context.messages.done(next.message);
    }
  }

  /** P6. A message joins the batch of its link, which goes when it is full or has lingered. */
  private collect(message: number, port: Port): void {
    const { messages, kernel } = this.context;
    const { size, bytes, linger } = this.settings.batching!;
    messages.hold(message);
    const batch = this.batches.get(port) ?? { port, messages: [], times: [], bytes: 0, timer: -1 };
    this.batches.set(port, batch);
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
      this.publishNow(message, batch.port, -1);
      messages.done(message);
    }
  }
}
