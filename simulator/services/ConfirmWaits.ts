import type { Context } from "../channels/Context.ts";
import type { Keeper, Port } from "../channels/Port.ts";
import type { Publisher } from "./Publisher.ts";

/** What has become of what a publish step published. */
export type PublishOutcome = "ok" | "failed" | "refused";

/** A message of which a handler waits to know what has become of it. */
interface Awaited {
  readonly delivery: number;
  readonly publisher: Publisher;
  /** The handler fails with it: what is refused is tried again with the message that it handles, and not lost. */
  readonly isKept: boolean;
}

/** Handlers that hold their slot until they know what has become of what they publish (RULES P14). */
export class ConfirmWaits implements Keeper {
  readonly vainEvents = 0;
  private readonly context: Context;
  /** By message. */
  private readonly awaited = new Map<number, Awaited>();
  /** Messages of which nothing is known yet, by handler that is publishing at this instant. */
  private readonly unsettled = new Map<number, number>();
  /** What has become of something that was not taken, by handler; none where all is well. */
  private readonly outcomes = new Map<number, PublishOutcome>();

  constructor(context: Context) {
    this.context = context;
    context.forgetWaiter.push((delivery) => this.forget(delivery));
  }

  /**
   * Publishes messages, and gives up the holds on them.
   * @param isKept whether the handler fails when one of them has not arrived
   * @returns how many of them nothing is known of yet; the handler is told of each
   */
  publish(
    delivery: number,
    publisher: Publisher,
    messages: readonly number[],
    port: Port,
    isKept: boolean,
  ): number {
    this.unsettled.set(delivery, messages.length);
    for (const message of messages) {
      this.awaited.set(message, { delivery, publisher, isKept });
      publisher.publishAwaited(message, port, delivery);
      this.context.messages.done(message);
    }
    const left = this.unsettled.get(delivery)!;
    this.unsettled.delete(delivery);
    return left;
  }

  /** What has become of all that a handler has published with its last step. */
  take(delivery: number): PublishOutcome {
    const outcome = this.outcomes.get(delivery) ?? "ok";
    this.outcomes.delete(delivery);
    return outcome;
  }

  /** The handler that waits for a message, −1 if none does. */
  waiterOf(message: number): number {
    return this.awaited.get(message)?.delivery ?? -1;
  }

  /** It is known what has become of a message. Nothing happens where nobody waits for that. */
  settle(message: number, outcome: PublishOutcome): void {
    const awaited = this.awaited.get(message);
    if (awaited === undefined) return;
    const { delivery } = awaited;
    this.awaited.delete(message);
    if (outcome !== "ok") this.outcomes.set(delivery, outcome);
    const unsettled = this.unsettled.get(delivery);
    if (unsettled !== undefined) this.unsettled.set(delivery, unsettled - 1);
    else this.context.receiver.publicationAdmitted(delivery);
  }

  /** C4. A message waits in front of its channel, which tells the handler when it is in: then all is well. */
  leaveToChannel(message: number): void {
    this.awaited.delete(message);
  }

  heeds(message: number): "keeps" | "hears" | undefined {
    const awaited = this.awaited.get(message);
    if (awaited === undefined) return undefined;
    return awaited.isKept ? "keeps" : "hears";
  }

  /** A message has crossed its link: its publisher is told when what the channel says has come back. */
  hear(answer: number, message: number): void {
    this.awaited.get(message)?.publisher.reached(message, answer);
  }

  /** The handler is over, wherever it stands; what it has published goes its way. */
  private forget(delivery: number): void {
    this.outcomes.delete(delivery);
    for (const [message, awaited] of this.awaited)
      if (awaited.delivery === delivery) this.awaited.delete(message);
  }
}
