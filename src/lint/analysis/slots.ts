import type { SystemNode } from "../../../simulator/index.ts";

/** Instances of a service at most; 1 for what has none. */
export function instancesOf(node: SystemNode): number {
  if (node.kind === "consumer" || node.kind === "endpoint")
    return Math.max(node.instances, node.autoscaling?.maximum ?? 0);
  return node.kind === "saga" ? node.instances : 1;
}

/** Handlers that a service runs at once, in all its instances and at most; ∞ if nothing limits it. */
export function slotsOf(node: SystemNode): number {
  switch (node.kind) {
    case "consumer":
    case "endpoint": {
      const each = node.concurrency === "unlimited" ? Number.POSITIVE_INFINITY : node.concurrency;
      return Math.min(instancesOf(node) * each, node.concurrencyLimit ?? Number.POSITIVE_INFINITY);
    }
    case "dependency":
    case "database":
      return node.concurrency === "unlimited" ? Number.POSITIVE_INFINITY : node.concurrency;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/** Deliveries that one instance holds at most; as the engine reads the settings. */
export function prefetchOf(node: Extract<SystemNode, { kind: "consumer" }>): number {
  if (node.prefetch === "unlimited") return Number.POSITIVE_INFINITY;
  const each = node.concurrency === "unlimited" ? Number.POSITIVE_INFINITY : node.concurrency;
  return node.prefetch ?? Math.max(each, node.poll?.batch ?? 0);
}
