import type { Step, System } from "../../../simulator/index.ts";

/**
 * Among how many messages one run of a step is shared: a handler of whole batches runs once for all of
 * them, and takes work for each in turn unless the step says otherwise.
 */
export function sharedByBatch(node: System["nodes"][string] | undefined, step: Step): number {
  if (node?.kind !== "consumer" || node.poll?.outcome !== "per-batch") return 1;
  return step.do === "work" && step.per === "message" ? 1 : node.poll.batch;
}
