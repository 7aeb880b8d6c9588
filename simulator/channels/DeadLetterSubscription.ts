import { whatOf } from "../kernel/Kernel.ts";
import { LOST, REFUSED } from "./Channel.ts";
import type { DeadLetterReason } from "./causes.ts";
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
    if (this.isCurrent(entry, number)) this.forgive(entry);
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
    if (this.watchesRounds && this.goesRound(entry, reason)) {
      this.discard(entry, "dead-letter-cycle");
      return;
    }
    const { safety } = this.settings.deadLetter;
    if (safety === "at-least-once" && this.deadLetterPort !== undefined)
      this.deadLetterSafely(entry, reason);
    else super.deadLetter(entry, reason);
  }

  protected override get marksLetters(): boolean {
    return super.marksLetters || this.keepsClock || this.watchesRounds;
  }

  /** D16. */
  protected override markLetter(letter: number, entry: number, reason: DeadLetterReason): void {
    super.markLetter(letter, entry, reason);
    const { carries } = this.messages;
    if (this.keepsClock) carries.keepAge(letter, this.entries.enteredAt(entry));
    if (this.watchesRounds && reason !== "rejected") carries.dieIn(letter, this.index);
  }

  private get watchesRounds(): boolean {
    return this.settings.deadLetter.cycles === "drop";
  }

  private get keepsClock(): boolean {
    return this.settings.deadLetter.clock === "keeps";
  }

  /** D17. Whether a message dies here for the second time, and nobody has rejected it in between. */
  private goesRound(entry: number, reason: DeadLetterReason): boolean {
    if (reason === "rejected") this.forgive(entry);
    const { carried } = this.messages;
    return carried?.hasDiedIn(this.entries.messageOf(entry), this.index) === true;
  }

  private forgive(entry: number): void {
    this.messages.carried?.forgive(this.entries.messageOf(entry));
  }

  /** D18. The message leaves when its target has taken it; until then it is sent again and again. */
  private deadLetterSafely(entry: number, reason: DeadLetterReason): void {
    const answer = this.sendLetter(
      entry,
      reason,
      (letter) => this.deadLetterPort?.offer(letter, -1) ?? LOST,
    );
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
