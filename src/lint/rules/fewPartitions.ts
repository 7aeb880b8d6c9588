import { setValue } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import type { Feed } from "../analysis/Feed.ts";
import { instancesOf, slotsOf } from "../analysis/slots.ts";
import { listText, plural } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

/** As many can read a stream side by side as it has partitions. */
export const fewPartitions: Rule = {
  id: "fewer-partitions-than-slots",
  asks: "A stream has a partition for each slot of a group that reads it.",
  harm: "too close to the limit",
  *check(analysis) {
    for (const [id, node] of analysis.nodes) {
      if (node.kind !== "stream" || node.role !== undefined) continue;
      const groups = analysis
        .feedsOf(id)
        .flatMap((feed) => groupOf(analysis, feed) ?? [])
        .filter((group) => group.slots > group.used || group.instances > node.partitions)
        .sort((a, b) => b.wanted - a.wanted);
      const [worst] = groups;
      if (worst) yield findingFor(analysis, id, node.partitions, worst, groups.length - 1);
    }
  },
};

/** The readers of one subscription together. */
interface Group {
  names: string[];
  slots: number;
  instances: number;
  /** Slots that the partitions can keep busy. */
  used: number;
  perPartition: number;
  /** Partitions that would keep all slots busy. */
  wanted: number;
}

function groupOf(analysis: Analysis, feed: Feed): Group | undefined {
  const { assign, order } = feed.settings;
  if (feed.node.kind !== "stream") return undefined;
  if (assign.mode !== undefined && assign.mode !== "partition-exclusive") return undefined;
  let [slots, instances] = [0, 0];
  const names: string[] = [];
  for (const { node, consumer, share } of analysis.consumersOf(feed)) {
    if (share === 0) continue;
    const each = slotsOf(consumer);
    slots += Number.isFinite(each) ? each : 0;
    instances += instancesOf(consumer);
    names.push(analysis.nameOf(node));
  }
  const perPartition = typeof order.maxInFlight === "number" ? order.maxInFlight : 1;
  const used = feed.node.partitions * perPartition;
  const wanted = Math.max(instances, Math.ceil(slots / perPartition));
  return { names, slots, instances, used, perPartition, wanted };
}

function findingFor(
  analysis: Analysis,
  id: string,
  partitions: number,
  group: Group,
  others: number,
): RuleFinding {
  const { names, slots, instances, used, perPartition, wanted } = group;
  const path = ["system", "nodes", id, "partitions"];
  const verb = names.length > 1 ? "have" : "has";
  const more =
    others > 0 ? ` ${plural(others, "more group")} ${others > 1 ? "have" : "has"} too many.` : "";
  const idle =
    instances > partitions
      ? `${instances - partitions} of ${plural(instances, "instance")} can get nothing at all`
      : `${slots - used} of ${plural(slots, "slot")} can never be used`;
  return {
    severity: instances > partitions ? "warning" : "hint",
    target: { kind: "node", id, path },
    what: `${analysis.nameOf(id)} has ${plural(partitions, "partition")}, and ${listText(names)} ${verb} ${plural(slots, "slot")} in ${plural(instances, "instance")}.${more}`,
    why: `A partition is read by one instance, ${plural(perPartition, "message")} at a time: ${idle}, however far the group is behind.`,
    mend: "Add partitions, or take slots away. More partitions move keys, so order between what is there and what comes is not kept.",
    fix: {
      label: `Raise to ${wanted} partitions`,
      apply: (draft) => setValue(draft, path, wanted),
    },
  };
}
