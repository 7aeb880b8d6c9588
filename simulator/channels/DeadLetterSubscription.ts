import { whatOf } from "../kernel/Kernel.ts";
import { LOST, REFUSED } from "./Channel.ts";
import { type DeadLetterReason, lossNumber } from "./causes.ts";
import { DELAYED } from "./Entries.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import type { Member } from "./Member.ts";
import { Subscription } from "./Subscription.ts";

/** A subscription whose dead letters keep their age, must arrive, or must not go round (RULES D16 … D18). */
export class DeadLetterSubscription extends Subscription {
  /** Dead letters whose target did not take them, with the reason. */
  private readonly refused = new Map<number, DeadLetterReason>();

  /** D17. Whoever gives up, be it after attempts of his own, tells the channel so by a rejection. */
  override reject(
    member: Member,
    entry: number,
    number: number,
    reason: DeadLetterReason,
  ): boolean {
    if (this.isCurrent(entry, number))
      this.context.cycles.delete(this.context.messages.idOf(this.entries.messageOf(entry)));
    return super.reject(member, entry, number, reason);
  }

  /** D18. The wait of a dead letter that was not taken is over. Returns false when the entry is none. */
  protected sendAgain(entry: number): boolean {
    const reason = this.refused.get(entry);
    if (reason === undefined) return false;
    this.entries.setTimer(entry, -1);
    this.figures.delayed(-1);
    this.deadLetterSafely(entry, reason);
    return true;
  }

  protected override deadLetter(entry: number, reason: DeadLetterReason): void {
    const { cycles, clock, safety } = this.settings.deadLetter;
    const message = this.entries.messageOf(entry);
    if (cycles === "drop" && this.goesRound(message, reason)) {
      this.figures.dropped();
      this.context.losses.add(this.node, lossNumber("dead-letter-cycle"), message);
      this.end(entry);
      return;
    }
    if (clock === "keeps") this.context.ages.set(message, this.entries.enteredAt(entry));
    if (safety === "at-least-once" && this.deadLetterPort !== undefined)
      this.deadLetterSafely(entry, reason);
    else super.deadLetter(entry, reason);
  }

  /** D17. Whether a message dies here for the second time, and nobody has rejected it in between. */
  private goesRound(message: number, reason: DeadLetterReason): boolean {
    const { cycles, messages } = this.context;
    const id = messages.idOf(message);
    if (reason === "rejected") {
      cycles.delete(id);
      return false;
    }
    const before = cycles.get(id) ?? [];
    if (before.includes(this.index)) return true;
    if (this.deadLetterPort !== undefined) cycles.set(id, [...before, this.index]);
    return false;
  }

  /** D18. The message leaves when its target has taken it; until then it is sent again and again. */
  private deadLetterSafely(entry: number, reason: DeadLetterReason): void {
    const answer = this.deadLetterPort?.offer(this.entries.messageOf(entry), -1);
    if (answer !== REFUSED && answer !== LOST) {
      this.refused.delete(entry);
      this.countDeadLetter(entry, reason);
      this.end(entry);
      return;
    }
    this.refused.set(entry, reason);
    this.entries.setState(entry, DELAYED);
    this.figures.delayed(1);
    const what = whatOf(CHANNEL_EVENT.due, this.index);
    const { retryEvery } = this.settings.deadLetter;
    this.entries.setTimer(entry, this.events.schedule(retryEvery, what, entry));
  }
}
