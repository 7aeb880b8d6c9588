import { LOST, REFUSED } from "./Channel.ts";
import { type DeadLetterReason, deadLetterNumber, type LossCause, lossNumber } from "./causes.ts";
import { PARKED } from "./Entries.ts";
import { EntryStore } from "./EntryStore.ts";
import { noteDeadLetter } from "./noteDeadLetter.ts";

/** How entries end but for an ack: dropped, expired, given up (RULES D8 … D10, D12). */
export class EndingStore extends EntryStore {
  /** D10. Removes a ready entry to make room: the oldest or the youngest. Returns false when there is none. */
  drop(which: "head" | "tail"): boolean {
    const entry = which === "head" ? this.lines.leastHead : this.lines.leastTail;
    if (entry < 0) return false;
    this.leaveLine(entry);
    if (this.isDeadLettered("overflow")) this.deadLetter(entry, "overflow");
    else this.discard(entry, "dropped-when-full");
    return true;
  }

  /** An entry that stands nowhere any more is thrown away. */
  protected discard(entry: number, cause: LossCause): void {
    this.figures.dropped();
    this.lose(entry, cause);
    this.end(entry);
  }

  /** D10. A message that cannot be let in goes straight to the dead letters. */
  deadLetterArrival(message: number): void {
    this.figures.entered();
    this.deadLetter(this.createEntry(message), "overflow");
  }

  /** D9. The time to live of a ready entry is over. */
  protected expireEntry(entry: number): void {
    this.entries.setTimer(entry, -1);
    this.leaveLine(entry);
    if (this.isDeadLettered("expired")) this.deadLetter(entry, "expired");
    else {
      this.figures.expired();
      this.lose(entry, "expired");
      this.end(entry);
    }
  }

  /** D8. Nobody tries the message again: it is dead-lettered, dropped, or left where it is. */
  protected giveUp(entry: number, how: "dead-letter" | "drop" | "park"): void {
    if (how === "dead-letter") this.letDie(entry, "attempts");
    else if (how === "drop") this.discard(entry, "dead-lettered-without-target");
    else {
      const message = this.entries.messageOf(entry);
      this.entries.setState(entry, PARKED);
      this.figures.parked();
      this.context.tracer.stored("parked", entry, this.node);
      this.messages.store(message);
      if (this.entries.changeHolders(entry, 0) === 0) this.messages.done(message);
    }
  }

  /** D8. A message is given up: it is dead-lettered where that is among the reasons, else lost. */
  protected letDie(entry: number, reason: DeadLetterReason): void {
    if (this.deadLetterReasons.includes(reason)) this.deadLetter(entry, reason);
    else this.discard(entry, "dead-lettered-without-target");
  }

  /** D8. The message moves along the dead-letter link; where there is none it is lost. */
  protected deadLetter(entry: number, reason: DeadLetterReason): void {
    const port = this.deadLetterPort;
    this.countDeadLetter(entry, reason);
    if (port === undefined) this.lose(entry, "dead-lettered-without-target");
    else this.sendLetter(entry, reason, (letter) => port.send(letter, -1));
    this.end(entry);
  }

  /** D12, D16, D17. Lets a dead letter go. What it carries for having died is its own, whoever else has the message. */
  protected sendLetter(
    entry: number,
    reason: DeadLetterReason,
    send: (letter: number) => number,
  ): number {
    const { messages } = this;
    const message = this.entries.messageOf(entry);
    if (!this.marksLetters) return this.letGo(message, send);
    const letter = messages.own(message);
    this.markLetter(letter, entry, reason);
    const answer = this.letGo(letter, send);
    const isBack = answer === REFUSED || answer === LOST;
    if (isBack && this.context.countsDeaths) messages.carries.die(letter, -1);
    messages.done(letter);
    return answer;
  }

  /**
   * Sends a dead letter. In a ring of channels one that is pushed out by another arrives by an event of its own: all in one call they
   * would go round until the stack is full, and nobody would see that time stands still.
   */
  private letGo(letter: number, send: (letter: number) => number): number {
    const { context, deadLetterPort } = this;
    if (!this.isInRing || deadLetterPort === undefined) return send(letter);
    if (context.isLetterInRing) return deadLetterPort.byEvent(() => send(letter));
    context.isLetterInRing = true;
    const answer = send(letter);
    context.isLetterInRing = false;
    return answer;
  }

  /** Whether dead letters carry anything. */
  protected get marksLetters(): boolean {
    return this.context.countsDeaths;
  }

  protected markLetter(letter: number, _entry: number, _reason: DeadLetterReason): void {
    if (this.context.countsDeaths) this.messages.carries.die(letter);
  }

  /** D8. The message has left as a dead letter. */
  protected countDeadLetter(entry: number, reason: DeadLetterReason): void {
    this.figures.deadLettered(deadLetterNumber(reason));
    noteDeadLetter(this.context, this.node, entry, reason);
  }

  protected isDeadLettered(reason: DeadLetterReason): boolean {
    return this.deadLetterPort !== undefined && this.deadLetterReasons.includes(reason);
  }

  protected lose(entry: number, cause: LossCause): void {
    this.context.losses.add(this.node, lossNumber(cause), this.entries.messageOf(entry), entry);
  }
}
