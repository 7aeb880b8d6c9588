import { type NodeOf, shortNumber } from "../../../simulator/index.ts";
import type { Analysis } from "../Analysis.ts";
import { hottestShare } from "../analysis/hottestShare.ts";
import { percentText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

/** A partition that gets so many times its share is hot even while its readers keep up. */
const HOT = 2;
const BUSY = 0.8;

/** No key is so frequent that its partition cannot be read in time. */
export const hotKey: Rule = {
  id: "hot-key",
  asks: "Keys spread their messages over the partitions.",
  harm: "too close to the limit",
  *check(analysis) {
    for (const [id, node] of analysis.nodes) {
      if (node.kind !== "stream" || node.partitions === 1 || node.partitioner !== "key") continue;
      const finding = findingFor(analysis, id, node);
      if (finding) yield finding;
    }
  },
};

function findingFor(
  analysis: Analysis,
  id: string,
  stream: NodeOf<"stream">,
): RuleFinding | undefined {
  const { partitions } = stream;
  let [rate, hottest, hotKeyName] = [0, 0, ""];
  const shares = new Map<string, number>();
  for (const { message, rate: each } of analysis.flow.of(id)) {
    const key = analysis.system.messageTypes[message]?.key;
    const law = key === undefined ? undefined : analysis.system.keys[key]?.values;
    const share = law ? hottestShare(law, partitions) : 1 / partitions;
    rate += each;
    hottest += each * share;
    shares.set(message, share);
    if (share * partitions >= HOT) hotKeyName = key ?? "";
  }
  if (rate === 0 || hotKeyName === "") return undefined;
  const share = hottest / rate;
  const times = share * partitions;
  if (times < HOT) return undefined;
  const busiest = busiestReader(analysis, id, shares);
  const isBusy = busiest !== undefined && busiest.utilization > BUSY;
  return {
    severity: isBusy ? "warning" : "hint",
    target: { kind: "node", id, path: ["system", "nodes", id, "partitions"] },
    what: `One partition of ${analysis.nameOf(id)} gets ${percentText(share)} of the messages, ${shortNumber(times)} times its share, since some values of "${hotKeyName}" are far more frequent than others.`,
    why: busiest
      ? `A partition has one reader, so ${busiest.name} ${roomWord(busiest.utilization)}: its one slot is busy for ${percentText(busiest.utilization)} of the time, and further instances do not help.`
      : "A partition has one reader at a time, so further instances do not help.",
    mend: "Take a finer key, split the frequent values (customer and day, customer and shard), or do less for each message.",
  };
}

function roomWord(utilization: number): string {
  if (utilization >= 1) return "cannot keep up there";
  return utilization > BUSY ? "hardly keeps up there" : "has the least room there";
}

interface Busy {
  name: string;
  utilization: number;
}

function busiestReader(
  analysis: Analysis,
  stream: string,
  shares: ReadonlyMap<string, number>,
): Busy | undefined {
  let busiest: Busy | undefined;
  for (const feed of analysis.feedsOf(stream)) {
    const { maxInFlight } = feed.settings.order;
    const atOnce = typeof maxInFlight === "number" ? maxInFlight : 1;
    for (const { node } of analysis.consumersOf(feed)) {
      let busy = 0;
      for (const message of analysis.typesThrough(feed, node)) {
        const rate = analysis.flow.at(stream, message)?.rate ?? 0;
        busy += rate * (shares.get(message) ?? 0) * analysis.work.slotSeconds(node, message);
      }
      const utilization = busy / atOnce;
      if (busy > 0 && (!busiest || utilization > busiest.utilization))
        busiest = { name: analysis.nameOf(node), utilization };
    }
  }
  return busiest;
}
