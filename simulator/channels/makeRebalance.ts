import { BarrierRebalance } from "./BarrierRebalance.ts";
import type { Context } from "./Context.ts";
import { IncrementalRebalance } from "./IncrementalRebalance.ts";
import { LeaseStealing } from "./LeaseStealing.ts";
import type { AssignSettings, Membership } from "./Membership.ts";
import type { Rebalance } from "./Rebalance.ts";
import { StandingAssignment } from "./StandingAssignment.ts";

/** How a group shares its partitions out anew when members come and go. */
export function transferOf({
  transfer,
  strategy,
}: AssignSettings): NonNullable<AssignSettings["transfer"]> {
  return transfer ?? (strategy === "cooperative-sticky" ? "cooperative" : "eager");
}

/** The rebalance that the settings of a group ask for (RULES S11 … S13, S26). */
export function makeRebalance(context: Context, membership: Membership): Rebalance {
  const transfer = transferOf(membership.settings);
  if (transfer === "none") return new StandingAssignment(membership);
  if (transfer === "incremental") return new IncrementalRebalance(membership);
  if (transfer === "lease-steal") return new LeaseStealing(membership);
  return new BarrierRebalance(context, membership, transfer);
}
