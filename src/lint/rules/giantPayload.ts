import { isChannel, lawOf, meanOf } from "../../../simulator/index.ts";
import type { Analysis } from "../Analysis.ts";
import { quantileOf } from "../analysis/quantileOf.ts";
import { rateText, sizeText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

/** The least that brokers in wide use refuse (EventBridge, the standard tier of Service Bus). */
const LIMIT = 256 * 1024;

/** Channels carry messages, stores carry documents. */
export const giantPayload: Rule = {
  id: "giant-payload",
  asks: "Messages stay under 256 KiB; what is larger is stored, and the message says where.",
  harm: "too close to the limit",
  *check(analysis) {
    for (const id of Object.keys(analysis.system.messageTypes)) {
      const finding = findingFor(analysis, id);
      if (finding) yield finding;
    }
  },
};

function findingFor({ system, flow }: Analysis, id: string): RuleFinding | undefined {
  const type = system.messageTypes[id];
  if (!type) return undefined;
  const law = lawOf(type.size);
  const large = quantileOf(law, 0.99);
  if (large <= LIMIT) return undefined;
  const stored = flow
    .ofMessage(id)
    .filter((vertex) => isChannel(system.nodes[vertex.node]?.kind ?? "zone"));
  if (stored.length === 0) return undefined;
  const rate = Math.max(...stored.map((vertex) => vertex.rate));
  const bytes = rate * meanOf(law);
  const flows =
    rate > 0
      ? ` At ${rateText(rate)} that is ${sizeText(bytes)} a second into the channel, and as much again for each copy and each reader.`
      : "";
  return {
    severity: "warning",
    target: { kind: "message-type", id, path: ["system", "messageTypes", id, "size"] },
    what: `${typeof type.size === "number" ? `${id} has` : `The p99 of the size of ${id} is`} ${sizeText(large)}, and it travels through a channel.`,
    why: `Some brokers refuse more than 256 KiB, others more than 1 MiB, and all keep every copy in memory or on disk.${flows}`,
    mend: "Store the payload and send where it is (claim check).",
  };
}
