import { lawOf, meanOf, type NodeOf } from "../../../simulator/index.ts";
import { setValue } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import type { ChannelNode } from "../analysis/Feed.ts";
import { ownSetting } from "../analysis/ownWords.ts";
import { countText, rateText, roundUpCount, sizeText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

const HOUR = 3600;
/** Room for this long a stop of all readers; so many messages if the rate is unknown. */
const STOP = 600;
const SOME_MESSAGES = 10_000;
const LEAST_MESSAGES = 1000;

/** What is not read does not grow without end. */
export const unboundedQueue: Rule = {
  id: "unbounded-queue",
  asks: "Channels that store messages have a limit of length or age.",
  harm: "lost, stuck or growing",
  *check(analysis) {
    for (const [id, node] of analysis.nodes) {
      if (node.kind === "queue" && !isBounded(node)) yield ofQueue(analysis, id);
      if (node.kind === "stream" && !isRetentionBounded(node)) yield ofStream(analysis, id);
    }
  },
};

function isBounded(node: NodeOf<"queue">): boolean {
  return (
    node.role === "dead-letter" ||
    node.capacity.messages !== undefined ||
    node.capacity.bytes !== undefined ||
    node.expiry?.after !== undefined ||
    isLimitedInOwnWords(node)
  );
}

function isRetentionBounded(node: NodeOf<"stream">): boolean {
  const { age, size, messages } = node.retention;
  return (
    node.role === "dead-letter" ||
    [age, size, messages, node.compaction, node.capacity.messages, node.capacity.bytes].some(
      (limit) => limit !== undefined,
    ) ||
    node.removal !== "retention" ||
    isLimitedInOwnWords(node)
  );
}

function isLimitedInOwnWords({ parameters }: ChannelNode): boolean {
  return [ownSetting(parameters, "limit"), ownSetting(parameters, "expiry")].some(
    (setting) => setting !== undefined,
  );
}

function ofQueue(analysis: Analysis, id: string): RuleFinding {
  const rate = analysis.flow.rateAt(id);
  const wanted =
    rate > 0 ? Math.max(LEAST_MESSAGES, roundUpCount(Math.ceil(rate * STOP))) : SOME_MESSAGES;
  const path = ["system", "nodes", id, "capacity", "messages"];
  return {
    severity: "hint",
    target: { kind: "node", id, path },
    what: `${analysis.nameOf(id)} has no limit of length or age.`,
    why: `If its readers stop, it grows until the broker has no room left for anybody.${growth(analysis, id)}`,
    mend: "Limit it, and choose what gives way when it is full: the publisher, the oldest or the newest.",
    fix: {
      label: `Limit it to ${countText(wanted)} messages`,
      apply: (draft) => setValue(draft, path, wanted),
    },
  };
}

function ofStream(analysis: Analysis, id: string): RuleFinding {
  const path = ["system", "nodes", id, "retention", "age"];
  return {
    severity: "hint",
    target: { kind: "node", id, path },
    what: `${analysis.nameOf(id)} keeps every message for ever.`,
    why: `A log grows with all that is ever written, read or not.${growth(analysis, id)}`,
    mend: "Say how long messages stay, how many, or that only the last of each key does.",
    fix: { label: "Keep them for 7 days", apply: (draft) => setValue(draft, path, "7 d") },
  };
}

function growth({ flow, system }: Analysis, id: string): string {
  let [rate, bytes] = [0, 0];
  for (const vertex of flow.of(id)) {
    rate += vertex.rate;
    const size = system.messageTypes[vertex.message]?.size;
    if (size !== undefined) bytes += vertex.rate * meanOf(lawOf(size));
  }
  if (rate === 0) return "";
  return ` At ${rateText(rate)} that is ${countText(rate * HOUR)} messages and ${sizeText(bytes * HOUR)} an hour.`;
}
