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
    for (const feed of analysis.feeds) {
      const { mode } = feed.settings.assign;
      if (feed.node.kind !== "stream" || (mode && mode !== "partition-exclusive")) continue;
      const finding = findingFor(analysis, feed, feed.node.partitions);
      if (finding) yield finding;
    }
  },
};

function findingFor(analysis: Analysis, feed: Feed, partitions: number): RuleFinding | undefined {
  let [slots, instances] = [0, 0];
  const names: string[] = [];
  for (const { node, consumer, share } of analysis.consumersOf(feed)) {
    if (share === 0) continue;
    const each = slotsOf(consumer);
    slots += Number.isFinite(each) ? each : 0;
    instances += instancesOf(consumer);
    names.push(analysis.nameOf(node));
  }
  const { maxInFlight } = feed.settings.order;
  const perPartition = typeof maxInFlight === "number" ? maxInFlight : 1;
  const used = partitions * perPartition;
  if (slots <= used && instances <= partitions) return undefined;
  const wanted = Math.max(instances, Math.ceil(slots / perPartition));
  const path = ["system", "nodes", feed.channel, "partitions"];
  const idle = slots > used ? plural(slots - used, "slot") : undefined;
  const idleInstances =
    instances > partitions ? plural(instances - partitions, "instance") : undefined;
  return {
    severity: idleInstances ? "warning" : "hint",
    target: { kind: "node", id: feed.channel, path },
    what: `${analysis.nameOf(feed.channel)} has ${plural(partitions, "partition")}, and ${listText(names)} ${names.length > 1 ? "have" : "has"} ${plural(slots, "slot")} in ${plural(instances, "instance")}.`,
    why: `A partition is read by one instance, ${plural(perPartition, "message")} at a time: ${idleInstances ? `${idleInstances} get nothing at all` : `${idle} stand idle`}, however far the group is behind.`,
    mend: "Add partitions, or take slots away. More partitions move keys, so order between what is there and what comes is not kept.",
    fix: {
      label: `Raise to ${wanted} partitions`,
      apply: (draft) => setValue(draft, path, wanted),
    },
  };
}
