import type { RedeliveryCause } from "./causes.ts";
import type { Partition } from "./Partition.ts";
import type { Seat } from "./Seat.ts";

/** What the coordinator asks of the group that it serves. */
export interface Readers {
  readonly index: number;
  readonly partitions: readonly Partition[];
  /** A partition is taken from its reader: what is not committed will be read again. */
  release(partition: Partition, cause: RedeliveryCause): void;
  /** A partition is given to a reader, which goes on at the committed position. */
  give(partition: Partition, seat: Seat): void;
  /** A reader commits all that it has handled, where its settings let it do so before it gives partitions up. */
  commitBeforeLeaving(seat: Seat): void;
  /** A reader may have something to do. */
  feed(seat: Seat): void;
}
