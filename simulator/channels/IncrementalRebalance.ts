import type { Membership } from "./Membership.ts";
import type { Rebalance } from "./Rebalance.ts";
import type { Seat } from "./Seat.ts";
import { targetOf } from "./targetOf.ts";

/**
 * The rebalance without a barrier (RULES S13): the coordinator says at once who is to read what, each member gives up
 * what is no longer its own at its next poll after its next heartbeat, and takes what has become free at a heartbeat.
 *
 * Source: Apache Kafka, KIP-848, the consumer rebalance protocol.
 */
export class IncrementalRebalance implements Rebalance {
  protected readonly membership: Membership;
  protected target: (Seat | undefined)[] = [];

  constructor(membership: Membership) {
    this.membership = membership;
  }

  assignAtOnce(): void {
    this.target = targetOf(this.membership);
    for (const [p, partition] of this.membership.readers.partitions.entries()) {
      const seat = this.target[p];
      if (partition.seat === undefined && seat !== undefined)
        this.membership.readers.give(partition, seat);
    }
  }

  /** A member that has just joined is told with the answer to its first heartbeat. */
  begin(joiner?: Seat): void {
    this.target = targetOf(this.membership);
    for (const seat of [...this.membership.seats])
      if (this.isAffected(seat)) this.tell(seat, joiner);
  }

  beat(seat: Seat): void {
    const { readers } = this.membership;
    for (const [p, partition] of readers.partitions.entries()) {
      if (partition.seat === seat) partition.isLeaving = this.target[p] !== seat;
      else if (this.target[p] === seat && partition.seat === undefined)
        readers.give(partition, seat);
    }
    if (seat.partitions.some((partition) => partition.isLeaving)) this.membership.note(seat);
    readers.feed(seat);
  }

  polled(seat: Seat): boolean {
    const { readers } = this.membership;
    const moving = seat.partitions.filter((partition) => partition.isLeaving);
    if (moving.length === 0) return true;
    const free = moving.filter(({ inFlight, fetched }) => inFlight === 0 && fetched === 0);
    if (free.length < moving.length) seat.hasBusiness = true;
    if (free.length > 0) readers.commitBeforeLeaving(seat);
    for (const partition of free) {
      readers.release(partition, "rebalance");
      const next = this.target[partition.number];
      if (next !== undefined) this.membership.tellAtHeartbeat(next);
    }
    return true;
  }

  returned(seat: Seat): void {
    if (this.isAffected(seat)) this.membership.tellAtHeartbeat(seat);
  }

  timer(): void {}

  private tell(seat: Seat, joiner: Seat | undefined): void {
    if (seat === joiner) this.beat(seat);
    else this.membership.tellAtHeartbeat(seat);
  }

  private isAffected(seat: Seat): boolean {
    return this.membership.readers.partitions.some(
      (partition, p) => (partition.seat === seat) !== (this.target[p] === seat),
    );
  }
}
