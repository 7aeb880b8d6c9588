import type { Seat } from "./Seat.ts";

/** How the partitions of a group move when its members change. */
export interface Rebalance {
  /** Shares the partitions out on the spot, as they stand when a run begins. */
  assignAtOnce(): void;
  /** Members have come or gone, or partitions have been added. `joiner` is the one who has come. */
  begin(joiner?: Seat): void;
  /** The heartbeat of a member has brought it news. */
  beat(seat: Seat): void;
  /** A member polls. Returns whether it may take messages. */
  polled(seat: Seat): boolean;
  /** A member that was silent is heard again, before its session was over. */
  returned(seat: Seat): void;
  /** Something that it waited for is due. */
  timer(subject: number): void;
}
