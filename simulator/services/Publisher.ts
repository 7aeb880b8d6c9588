import type { z } from "zod";
import { ACCEPTED, LOST, REFUSED, WAITS } from "../channels/Channel.ts";
import type { Context } from "../channels/Context.ts";
import { lossNumber } from "../channels/causes.ts";
import { COPY_OF_PUBLISHER } from "../channels/Messages.ts";
import type { Port } from "../channels/Port.ts";
import { Backoff } from "../kernel/Backoff.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Publisher as PublisherModel } from "../model/index.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";

/** A message whose confirm has not come. */
interface Unconfirmed {
  readonly message: number;
  readonly port: Port;
  attempt: number;
  /** Whether an attempt has arrived: what is sent from then on are copies. */
  hasArrived: boolean;
}

/** Messages of one link that wait to be published together. */
interface Batch {
  readonly port: Port;
  readonly messages: number[];
  readonly times: number[];
  timer: number;
}

/**
 * How a node publishes (RULES P5, P6): at once, or together with others; and again when no confirm comes. A
 * node that does neither costs nothing here.
 */
export class Publisher {
  readonly index: number;
  /** Messages in a batch, and how long each waited in it. */
  readonly batchSizes: number;
  readonly batchDelays: number;
  private readonly context: Context;
  private readonly node: number;
  private readonly stream: number;
  private settings!: z.output<typeof PublisherModel>;
  private backoff!: Backoff;
  private isPlain = true;
  private readonly unconfirmed: (Unconfirmed | undefined)[] = [];
  private readonly batches = new Map<Port, Batch>();

  constructor(
    context: Context,
    index: number,
    id: string,
    node: number,
    settings: z.output<typeof PublisherModel>,
  ) {
    this.context = context;
    this.index = index;
    this.node = node;
    this.stream = context.kernel.stream(id, "publishing");
    this.batchSizes = context.kernel.probe.histograms.open();
    this.batchDelays = context.kernel.probe.histograms.open();
    this.configure(settings);
  }

  configure(settings: z.output<typeof PublisherModel>): void {
    this.context.publishing[this.node] = settings;
    this.settings = settings;
    this.backoff = new Backoff(
      this.context.kernel,
      settings.backoff ?? { kind: "none" },
      this.stream,
    );
    this.isPlain = settings.batching === undefined && !this.awaitsConfirms;
  }

  /** Publishes a message along a link. The caller keeps his own hold on it. */
  publish(message: number, port: Port, waiter: number): number {
    if (this.isPlain) return port.send(message, waiter);
    if (this.settings.batching === undefined) return this.publishNow(message, port, waiter);
    this.collect(message, port);
    return ACCEPTED;
  }

  /** No confirm has come in time: the message is sent again. */
  again(slot: number): void {
    const pending = this.unconfirmed[slot]!;
    pending.attempt++;
    if (this.attempt(pending, -1) !== undefined) this.finish(slot);
    else this.wait(slot);
  }

  /** P6. A batch has waited long enough. */
  batchIsDue(portIndex: number): void {
    for (const batch of this.batches.values()) {
      if (batch.port.index !== portIndex) continue;
      batch.timer = -1;
      this.flush(batch);
    }
  }

  private get awaitsConfirms(): boolean {
    return this.settings.retryAfter !== undefined && this.settings.confirm !== "none";
  }

  private publishNow(message: number, port: Port, waiter: number): number {
    if (!this.awaitsConfirms) return port.send(message, waiter);
    const pending: Unconfirmed = { message, port, attempt: 1, hasArrived: false };
    const answer = this.attempt(pending, waiter);
    if (answer !== undefined) return answer;
    this.context.messages.hold(message);
    const free = this.unconfirmed.indexOf(undefined);
    const slot = free < 0 ? this.unconfirmed.length : free;
    this.unconfirmed[slot] = pending;
    this.wait(slot);
    return ACCEPTED;
  }

  /** P5. Sends a message once. Returns what the publisher knows in the end, or undefined when it has to try again. */
  private attempt(pending: Unconfirmed, waiter: number): number | undefined {
    const { port } = pending;
    const answer = this.offer(pending, waiter);
    if (answer === REFUSED || answer === WAITS) return answer;
    if (answer !== LOST) pending.hasArrived = true;
    if (answer !== LOST && !port.losesConfirm()) return ACCEPTED;
    const { attempts } = this.settings;
    if (attempts === "unlimited" || pending.attempt < attempts) return undefined;
    if (!pending.hasArrived)
      this.context.losses.add(this.node, lossNumber("publisher-gave-up"), pending.message);
    return ACCEPTED;
  }

  /** The first attempt sends the message itself; once one has arrived, what is sent is a copy of it. */
  private offer({ port, message, attempt, hasArrived }: Unconfirmed, waiter: number): number {
    const { messages } = this.context;
    if (attempt === 1 || !hasArrived) return port.offer(message, waiter);
    // The broker knows the sequence number and drops it: nothing comes in, a confirm is sent again.
    if (this.settings.idempotent) return ACCEPTED;
    const copy = messages.copy(message, COPY_OF_PUBLISHER);
    const answer = port.offer(copy, waiter);
    messages.done(copy);
    return answer;
  }

  private wait(slot: number): void {
    const pending = this.unconfirmed[slot]!;
    const wait = (this.settings.retryAfter ?? 0) + this.backoff.delayAfter(pending.attempt, 0);
    this.context.kernel.events.schedule(wait, whatOf(SERVICE_EVENT.publishAgain, this.index), slot);
  }

  private finish(slot: number): void {
    this.context.messages.done(this.unconfirmed[slot]!.message);
    this.unconfirmed[slot] = undefined;
  }

  /** P6. A message joins the batch of its link, which goes when it is full or has lingered. */
  private collect(message: number, port: Port): void {
    const { messages, kernel } = this.context;
    const { size, linger } = this.settings.batching!;
    messages.hold(message);
    const batch = this.batches.get(port) ?? { port, messages: [], times: [], timer: -1 };
    this.batches.set(port, batch);
    batch.messages.push(message);
    batch.times.push(kernel.events.now);
    if (batch.messages.length >= size) this.flush(batch);
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
    const times = batch.times.splice(0);
    histograms.add(this.batchSizes, times.length);
    for (const [i, message] of batch.messages.splice(0).entries()) {
      histograms.add(this.batchDelays, kernel.events.now - times[i]!);
      this.publishNow(message, batch.port, -1);
      messages.done(message);
    }
  }
}
