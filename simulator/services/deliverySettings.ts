import { DEFAULT_SUBSCRIPTION } from "../channels/defaultSubscription.ts";
import type { Link, System } from "../model/index.ts";

/** Latencies of the subscription that a link joins, as its channel declares them. */
export function deliverySettings(
  system: System,
  link: Extract<Link, { kind: "subscribe" }>,
): Pick<typeof DEFAULT_SUBSCRIPTION, "deliveryLatency" | "ackLatency"> {
  const node = system.nodes[link.source]!;
  if (node.kind === "queue") return node;
  const declared =
    "subscriptions" in node ? node.subscriptions[link.subscription ?? link.target] : undefined;
  return declared ?? DEFAULT_SUBSCRIPTION;
}
