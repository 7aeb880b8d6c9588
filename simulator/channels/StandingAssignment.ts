import type { Membership } from "./Membership.ts";
import type { Rebalance } from "./Rebalance.ts";
import { targetOf } from "./targetOf.ts";

/** No rebalance: partitions are shared out when members are added or taken away, and stand until then. */
export class StandingAssignment implements Rebalance {
  private readonly membership: Membership;

  constructor(membership: Membership) {
    this.membership = membership;
  }

  assignAtOnce(): void {
    const { readers, seats } = this.membership;
    const target = targetOf(this.membership);
    for (const seat of seats) seat.partitions = [];
    for (const [p, partition] of readers.partitions.entries()) {
      const seat = target[p];
      partition.seat = seat;
      seat?.partitions.push(partition);
    }
  }

  begin(): void {
    this.assignAtOnce();
  }
  beat(): void {}
  polled(): boolean {
    return true;
  }
  returned(): void {}
  timer(): void {}
}
