import { IncrementalRebalance } from "./IncrementalRebalance.ts";
import type { Seat } from "./Seat.ts";

/**
 * The rebalance without a coordinator (RULES S26): partitions are leases in a table, and whoever has fewer than its
 * share takes them at its heartbeats, one at a time from those who have more. Whom a lease is taken from is not asked:
 * it finishes what it has begun in vain.
 *
 * Source: Amazon Kinesis Data Streams Developer Guide, Kinesis Client Library: lease table, load balancing by stealing.
 */
export class LeaseStealing extends IncrementalRebalance {
  override beat(seat: Seat): void {
    const { membership } = this;
    const { partitions } = membership.readers;
    const wanted = partitions.filter(
      (partition, p) => this.target[p] === seat && partition.seat !== seat,
    );
    const stolen = wanted.find((partition) => partition.seat !== undefined);
    for (const partition of wanted) {
      if (partition.seat !== undefined && partition !== stolen) continue;
      if (partition === stolen) membership.readers.release(partition, "rebalance");
      membership.readers.give(partition, seat);
    }
    if (wanted.some((partition) => partition.seat !== seat)) membership.tellAtHeartbeat(seat);
    membership.readers.feed(seat);
  }

  override polled(): boolean {
    return true;
  }
}
