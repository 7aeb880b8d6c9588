import type { Backoff } from "../kernel/Backoff.ts";
import type { CompetingSettings } from "./CompetingSettings.ts";
import { LEASED } from "./Entries.ts";
import { EntryStore } from "./EntryStore.ts";

/** How a delivery comes back to its channel. */
export type Return = CompetingSettings["redeliver"]["delays"][number];

/** What a subscription does with what comes back: it counts (D8), and lets it wait (D21). */
export class ReturningStore extends EntryStore {
  protected settings!: CompetingSettings;
  protected redeliverBackoff!: Backoff;

  /** Whether this delivery of an entry is the latest one and has neither been settled nor taken back. */
  isCurrent(entry: number, number: number): boolean {
    return this.entries.stateOf(entry) === LEASED && this.entries.deliveriesOf(entry) === number;
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

  /** B10. The node that it stands on has begun anew: all that is ready is gone. */
  loseReady(): void {
    for (const entry of this.lines.inOrder()) {
      this.leaveLine(entry);
      this.discard(entry, "node-lost");
    }
  }

  /** B10. The node that it stands on has begun anew, and has not kept count of attempts. */
  forgetAttempts(): void {
    for (const entry of this.lines.inOrder()) this.entries.forgetBrokerAttempts(entry);
  }
}
