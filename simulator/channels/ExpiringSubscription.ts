import { whatOf } from "../kernel/Kernel.ts";
import type { CompetingSettings } from "./CompetingSettings.ts";
import { DeadLetterSubscription } from "./DeadLetterSubscription.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";

/** A subscription whose messages carry times to live of their own, or expire only at its head (RULES D14). */
export class ExpiringSubscription extends DeadLetterSubscription {
  protected isHeadOnly = false;
  /** Times to live are looked at when somebody could read, and only then. */
  protected isOnRead = false;
  private timeToLive = Infinity;
  /** Pending look at the head, −1 if none, and its time. */
  private headTimer = -1;
  private headDue = Infinity;

  override configure(settings: CompetingSettings): void {
    super.configure(settings);
    const { expiry } = settings;
    this.isOnRead = expiry?.evaluated === "on-read";
    this.isHeadOnly = this.isOnRead || expiry?.evaluated === "at-head";
    this.timeToLive = expiry?.after ?? Infinity;
    // What expires is looked at here, with what messages carry themselves.
    this.expiryLane = -1;
  }

  override settle(): void {
    super.settle();
    const mayExpire = this.timeToLive < Infinity || this.context.types.hasOwnExpiry;
    if (mayExpire) this.isStore = false;
    this.seeEnds();
  }

  protected override becomeReady(entry: number): void {
    this.becomeReadyAgain(entry);
    if (!this.isHeadOnly) this.scheduleExpiry(entry);
  }

  /** D14. Time at which an entry's life is over: by the channel's setting or its own, whichever is shorter. */
  protected deadlineOf(entry: number): number {
    const { messages, types } = this.context;
    const own = types.expiryOf(messages.typeOf(this.entries.messageOf(entry)));
    return this.entries.enteredAt(entry) + Math.min(this.timeToLive, own);
  }

  protected scheduleExpiry(entry: number): void {
    const deadline = this.deadlineOf(entry);
    if (deadline === Infinity) return;
    const what = whatOf(CHANNEL_EVENT.expire, this.index);
    const left = Math.max(0, deadline - this.events.now);
    this.entries.setTimer(entry, this.events.schedule(left, what, entry));
  }

  /** D14. Expires what has stood at the head beyond its time. */
  protected expireHead(): void {
    for (let entry = this.lines.head; entry >= 0; entry = this.lines.head) {
      if (this.deadlineOf(entry) > this.events.now) return;
      this.expireEntry(entry);
    }
  }

  /** Looks again when the time of the head is over. */
  protected watchHead(): void {
    if (!this.isHeadOnly || this.isOnRead) return;
    const entry = this.lines.head;
    const due = entry < 0 ? Infinity : this.deadlineOf(entry);
    if (due === this.headDue) return;
    if (this.headTimer >= 0) this.events.cancel(this.headTimer);
    this.headDue = due;
    this.headTimer = -1;
    if (due === Infinity) return;
    const what = whatOf(CHANNEL_EVENT.headExpires, this.index);
    this.headTimer = this.events.scheduleAt(Math.max(due, this.events.now), what, 0);
  }

  /** The time of the head is over. */
  override timer(): void {
    this.headTimer = -1;
    this.headDue = Infinity;
    this.dispatch();
  }
}
