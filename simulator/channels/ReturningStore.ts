import type { Backoff } from "../kernel/Backoff.ts";
import type { CompetingSettings } from "./CompetingSettings.ts";
import { EndingStore } from "./EndingStore.ts";
import { LEASED } from "./Entries.ts";
import type { Member } from "./Member.ts";

/** How a delivery comes back to its channel. */
export type Return = CompetingSettings["redeliver"]["delays"][number];

/** What a subscription does with what comes back: it counts (D8), and lets it wait (D21). */
export class ReturningStore extends EndingStore {
  protected settings!: CompetingSettings;
  protected redeliverBackoff!: Backoff;

  /** Whether this delivery of an entry is the latest one and has neither been settled nor taken back. */
  isCurrent(entry: number, number: number): boolean {
    return this.entries.stateOf(entry) === LEASED && this.entries.deliveriesOf(entry) === number;
  }

  /** Takes the oldest stored message out, to send it elsewhere (redrive). Returns it, held, or −1. */
  takeStored(): number {
    const entry = this.lines.head;
    if (entry < 0) return -1;
    this.leaveLine(entry);
    const message = this.entries.messageOf(entry);
    this.messages.hold(message);
    this.figures.redriven();
    this.end(entry);
    return message;
  }

  /** F2. Nobody has been given what was delivered. */
  protected deliveryLost(entry: number): void {
    this.context.tracer.stored("delivery-lost", entry, this.node);
  }

  /** B10, B11. What was not on disk is gone with the node: all that is ready, or what is not persistent. */
  loseReady(isKept: (message: number) => boolean): void {
    for (const entry of [...this.lines.inOrder()]) {
      if (isKept(this.entries.messageOf(entry))) continue;
      this.leaveLine(entry);
      this.discard(entry, "node-lost");
    }
  }

  /** S21. Retention takes a message, wherever it is; what its consumer says of it later counts for nothing. */
  trim(entry: number, id: number, cause: "retention" | "dropped-when-full"): void {
    if (!this.holds(entry, id)) return;
    this.withdraw(entry);
    this.discard(entry, cause);
  }

  /** Whether an entry is that of this message still, and has not been settled. */
  holds(entry: number, id: number): boolean {
    const { entries, context } = this;
    const isThere = entries.subscriptionOf(entry) === this.index && !entries.hasEnded(entry);
    return isThere && context.messages.idOf(entries.messageOf(entry)) === id;
  }

  /** D28. A poll that finds the limit of what is in flight reached is told so, unless it waits. */
  protected look(member: Member, taken: number): void {
    if (taken > 0 || this.settings.onInFlightLimit !== "error" || member.waits) return;
    if (this.readyCount > 0 && this.figures.inFlightCount >= this.maxInFlight)
      this.refusePoll(member);
  }

  protected refusePoll(_member: Member): void {
    this.figures.pollRefused();
  }

  /** D21. The channel's own wait before an entry that came back in this way is delivered again. */
  protected ownDelay(entry: number, how: Return): number {
    const backoff = this.redeliverBackoff;
    if (backoff.isNone || !this.settings.redeliver.delays.includes(how)) return 0;
    return backoff.delayAfter(this.entries.deliveriesOf(entry), 0);
  }

  /** D8. Counts an attempt as this channel counts them. Returns true when that was one too many. */
  protected isGivenUp(entry: number, how: Return): boolean {
    const { limit, counts, onExceeded } = this.settings.attempts;
    if (!(counts.includes(how) || counts.includes("deliver"))) return false;
    const count = this.entries.countForBroker(entry);
    if (limit === undefined || count < limit) return false;
    this.giveUp(entry, onExceeded);
    return true;
  }

  /** B13. What the loss of the leader leaves to those who hold it. */
  get keepsDeliveries(): boolean {
    return this.settings.lease.onFailover === "keep";
  }

  /** B10. The node that it stands on has begun anew: what is not persisted is counted from the start again. */
  countAnew(): void {
    if (this.settings.attempts.persisted) return;
    for (const entry of this.lines.inOrder()) this.entries.forgetBrokerAttempts(entry);
  }
}
