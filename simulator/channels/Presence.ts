import type { FutureEventList } from "../kernel/FutureEventList.ts";
import type { Member } from "./Member.ts";

/** Whether anybody is connected with a subscription, and for how long nobody has been (RULES S28, D31). */
export class Presence {
  private readonly events: FutureEventList;
  private readonly members: readonly Member[];
  private readonly expiry: number;
  private readonly isCopy: boolean;
  /** Since when nobody is; ∞ while somebody is, −∞ when all have gone for good. */
  private absentSince = 0;

  /**
   * @param expiry seconds without anybody after which the subscription is forgotten
   * @param isCopy it is that of one instance, and goes when that goes for good
   */
  constructor(
    events: FutureEventList,
    members: readonly Member[],
    expiry: number,
    isCopy: boolean,
  ) {
    this.events = events;
    this.members = members;
    this.expiry = expiry;
    this.isCopy = isCopy;
  }

  /** Nobody has been there for too long: there is no such subscription any more. */
  get isForgotten(): boolean {
    return this.events.now - this.absentSince >= this.expiry;
  }

  /** Members have come, gone, or fallen silent. Returns whether somebody finds the subscription forgotten. */
  changed(): boolean {
    const isThere = this.members.some(({ isHeard, isLeaving }) => isHeard && !isLeaving);
    const isFound = isThere && this.isForgotten;
    if (isThere) this.absentSince = Infinity;
    else if (this.isCopy && this.members.every(({ isLeaving }) => isLeaving))
      this.absentSince = -Infinity;
    else if (this.absentSince === Infinity) this.absentSince = this.events.now;
    return isFound;
  }
}
