import { type NodeOf, shortNumber } from "../../../simulator/index.ts";
import { setValue } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import { type Load, loads, type PartitionLimit } from "../analysis/loads.ts";
import { countText, durationText, percentText, rateText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

const LIMIT = 0.8;
/** Where a mend leads to. */
const WANTED = 0.7;
/** A stop whose backlog has to be worked off. */
const STOP = 60;

/** There is room for what is not the mean: bursts, retries, one instance less. */
export const utilizationOver80: Rule = {
  id: "utilization-over-80",
  asks: "Nothing is busy for more than 80 % of the time at the mean rate.",
  harm: "too close to the limit",
  *check(analysis) {
    for (const load of loads(analysis))
      if (load.busy / load.slots > LIMIT) yield findingFor(analysis, load);
  },
};

function findingFor(analysis: Analysis, load: Load): RuleFinding {
  const { id, rate, busy, slots, of } = load;
  const utilization = busy / slots;
  const isOver = utilization >= 1;
  const fix = fixFor(analysis, load);
  const needed = Math.ceil(busy / WANTED);
  const isRate = of === "calls a second";
  const sum = isRate
    ? `${rateText(rate)} are asked for`
    : `${rateText(rate)} × ${durationText(busy / rate)} is work for ${shortNumber(busy)} ${of}`;
  return {
    severity: isOver ? "error" : "warning",
    target: { kind: "node", id, path: load.path },
    what: `${analysis.nameOf(id)} is busy for ${percentText(utilization)} of the time at the mean rate, retries apart.`,
    why: isOver
      ? `${sum}, and there are ${shortNumber(slots)}: what waits grows without end.`
      : `${sum} of ${shortNumber(slots)}: after a stop of ${durationText(STOP)} it takes ${durationText((STOP * utilization) / (1 - utilization))} to catch up, and waiting times grow out of proportion.`,
    mend: `Make the work shorter, let less come, or have ${countText(needed)} ${of}, which is ${percentText(WANTED)}.`,
    ...(fix && { fix }),
  };
}

function fixFor(analysis: Analysis, load: Load): RuleFinding["fix"] {
  const node = analysis.system.nodes[load.id];
  const { partitions, slots, allSlots } = load;
  const slotsWanted = Math.ceil(load.busy / WANTED);
  if (partitions && slots < allSlots)
    return slotsWanted <= allSlots ? morePartitions(partitions, slotsWanted) : undefined;
  if (node?.kind !== "consumer" && node?.kind !== "endpoint") return undefined;
  if (node.concurrency === "unlimited" || node.concurrencyLimit !== undefined) return undefined;
  if (partitions && slotsWanted > partitions.slots) return undefined;
  const wanted = Math.ceil(slotsWanted / node.concurrency);
  const { path, word } = capacityField(load.id, node);
  return {
    label: `Raise to ${wanted} ${word}`,
    apply: (draft) => setValue(draft, path, wanted),
  };
}

/** More instances help only where there is a partition for each of their slots. */
function morePartitions(
  { stream, perPartition }: PartitionLimit,
  slots: number,
): RuleFinding["fix"] {
  const wanted = Math.ceil(slots / perPartition);
  return {
    label: `Raise to ${wanted} partitions`,
    apply: (draft) => setValue(draft, ["system", "nodes", stream, "partitions"], wanted),
  };
}

function capacityField(id: string, node: NodeOf<"consumer" | "endpoint">) {
  const at = ["system", "nodes", id];
  return node.autoscaling && node.autoscaling.maximum >= node.instances
    ? { path: [...at, "autoscaling", "maximum"], word: "instances at most" }
    : { path: [...at, "instances"], word: "instances" };
}
