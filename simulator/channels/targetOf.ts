import { assignPartitions } from "./assignPartitions.ts";
import type { Membership } from "./Membership.ts";
import type { Seat } from "./Seat.ts";

/** S2. Who is to read each partition, given who is a member now. */
export function targetOf({ seats, readers, settings }: Membership): (Seat | undefined)[] {
  const members = seats.filter((seat) => !seat.isGhost && !seat.member.isLeaving);
  const previous = readers.partitions.map(({ seat }) => (seat ? members.indexOf(seat) : -1));
  return assignPartitions(settings.strategy, members.length, previous).map((m) => members[m]);
}
