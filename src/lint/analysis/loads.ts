import { lawOf, meanOf } from "../../../simulator/index.ts";
import type { ValuePath } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import { sharedByBatch } from "./sharedByBatch.ts";
import { slotsOf } from "./slots.ts";

/** How much of what can be done at once is used at the mean rate: utilization is busy / slots. */
export interface Load {
  id: string;
  /** Messages, calls or operations a second. */
  rate: number;
  /** Slots that are busy in the mean: λ · E[S] (Little's law). */
  busy: number;
  /** Slots that can be used. */
  slots: number;
  /** Slots there are, where partitions allow fewer to be used. */
  allSlots: number;
  /** The stream whose partitions allow only so many slots. */
  partitions: PartitionLimit | undefined;
  /** What is counted: "slots", "calls", … */
  of: string;
  path: ValuePath;
}

/** How many slots the partitions of a stream can feed. */
export interface PartitionLimit {
  stream: string;
  slots: number;
  /** Slots of this service that one partition feeds. */
  perPartition: number;
}

/** The loads of all that can be too busy and whose rate is known. */
export function* loads(analysis: Analysis): Iterable<Load> {
  for (const [id, node] of analysis.nodes)
    if (node.kind === "consumer" || node.kind === "endpoint") yield* ofService(analysis, id);
  yield* ofCalled(analysis);
}

function* ofService(analysis: Analysis, id: string): Iterable<Load> {
  const node = analysis.system.nodes[id];
  if (!node) return;
  const slots = slotsOf(node);
  let [rate, busy] = [0, 0];
  for (const vertex of analysis.flow.of(id)) {
    rate += vertex.rate;
    busy += vertex.rate * analysis.work.slotSeconds(id, vertex.message);
  }
  const limit = partitionLimit(analysis, id);
  const used = Math.min(slots, limit?.slots ?? slots);
  if (busy === 0 || !Number.isFinite(used) || used === 0) return;
  yield {
    id,
    rate,
    busy,
    slots: used,
    allSlots: slots,
    partitions: limit,
    of: "slots",
    path: ["system", "nodes", id, "instances"],
  };
}

/** A service that reads one stream and nothing else works on as many messages as there are partitions. */
function partitionLimit(analysis: Analysis, id: string): PartitionLimit | undefined {
  const [feed, ...others] = analysis.feedsRead(id);
  if (feed?.node.kind !== "stream" || others.length > 0) return undefined;
  const { mode } = feed.settings.assign;
  if (mode !== undefined && mode !== "partition-exclusive") return undefined;
  const { maxInFlight } = feed.settings.order;
  const share = feed.readers.find((reader) => reader.node === id)?.share ?? 1;
  const perPartition = share * (typeof maxInFlight === "number" ? maxInFlight : 1);
  const slots = Math.max(1, Math.floor(feed.node.partitions * perPartition));
  return { stream: feed.channel, slots, perPartition };
}

interface Demand {
  rate: number;
  busy: number;
}

/** Dependencies and databases: what all handlers together ask of them. */
function* ofCalled(analysis: Analysis): Iterable<Load> {
  const demands = demandsOn(analysis);
  for (const [id, node] of analysis.nodes) {
    const demand = demands.get(id);
    if (!demand || demand.rate === 0) continue;
    const path = ["system", "nodes", id, "concurrency"];
    const slots = slotsOf(node);
    const common = { id, rate: demand.rate, allSlots: slots, partitions: undefined };
    if (Number.isFinite(slots) && demand.busy > 0)
      yield { ...common, busy: demand.busy, slots, of: "operations at once", path };
    if (node.kind === "dependency" && node.rateLimit)
      yield {
        ...common,
        busy: demand.rate,
        slots: node.rateLimit.rate,
        of: "calls a second",
        path: ["system", "nodes", id, "rateLimit"],
      };
  }
}

function demandsOn(analysis: Analysis): Map<string, Demand> {
  const demands = new Map<string, Demand>();
  const ask = (id: string, rate: number, seconds: number) => {
    const demand = demands.get(id) ?? { rate: 0, busy: 0 };
    demands.set(id, { rate: demand.rate + rate, busy: demand.busy + rate * seconds });
  };
  for (const vertex of analysis.flow.all) {
    const node = analysis.system.nodes[vertex.node];
    if (node?.kind === "dependency") ask(vertex.node, vertex.rate, meanOf(lawOf(node.latency)));
    for (const { step, share } of analysis.visitsOf(vertex.node, vertex.message)) {
      if (step.do !== "call" && step.do !== "read" && step.do !== "write") continue;
      const target = step.do === "read" ? step.from : step.to;
      const rate = (vertex.rate * share) / sharedByBatch(node, step);
      ask(target, rate, secondsOf(analysis, target, step.do));
    }
  }
  return demands;
}

function secondsOf({ system }: Analysis, id: string, how: "call" | "read" | "write"): number {
  const node = system.nodes[id];
  if (node?.kind === "dependency") return meanOf(lawOf(node.latency));
  if (node?.kind !== "database") return 0;
  return meanOf(lawOf(how === "read" ? node.readLatency : node.writeLatency));
}
