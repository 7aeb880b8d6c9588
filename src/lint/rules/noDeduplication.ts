import { shortNumber } from "../../../simulator/index.ts";
import { setValue } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import { instancesOf, slotsOf } from "../analysis/slots.ts";
import type { StepVisit } from "../analysis/walkSteps.ts";
import { listText, rateText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

/** What is delivered at least once has its effect once. */
export const noDeduplication: Rule = {
  id: "no-deduplication",
  asks: "A consumer whose work has effects recognizes what it has done before.",
  harm: "done twice or out of order",
  *check(analysis) {
    for (const [id, node] of analysis.nodes) {
      if (node.kind !== "consumer" || node.deduplication || node.ack === "before-handler") continue;
      if (analysis.feedsRead(id).length === 0) continue;
      const effects = analysis.handlers
        .filter((handler) => handler.node === id)
        .flatMap(({ visits }) => repeatable(analysis, id, visits));
      if (effects.length > 0) yield findingFor(analysis, id, [...new Set(effects)]);
    }
  },
};

function findingFor(analysis: Analysis, id: string, effects: readonly string[]): RuleFinding {
  const path = ["system", "nodes", id, "deduplication"];
  const store = databaseOf(analysis, id);
  const quoted = listText(effects.map((effect) => `"${effect}"`));
  return {
    severity: "warning",
    target: { kind: "node", id, path },
    what: `${analysis.nameOf(id)} gets messages at least once and does ${quoted} without looking whether it was done before.`,
    why: `When an instance crashes, or its acknowledgement comes too late, what it had in work is delivered again and done again. ${inWork(analysis, id)}`.trim(),
    mend: "Recognize messages that were handled, or send a key that lets the other side recognize them. A crash between the effect and its record stays possible unless both are one transaction.",
    fix: {
      label: "Recognize handled messages",
      apply: (draft) =>
        setValue(draft, path, {
          by: "message",
          ...(store !== undefined && { store: { database: store } }),
        }),
    },
  };
}

/** How much one crash repeats: by Little's law rate × time are in work at any moment. */
function inWork(analysis: Analysis, id: string): string {
  const node = analysis.system.nodes[id];
  if (!node) return "";
  let [rate, busy] = [0, 0];
  for (const { message, rate: each } of analysis.flow.of(id)) {
    if (repeatable(analysis, id, analysis.visitsOf(id, message)).length === 0) continue;
    rate += each;
    busy += each * analysis.work.slotSeconds(id, message);
  }
  if (busy === 0) return "";
  const each = Math.min(busy, slotsOf(node)) / Math.max(1, instancesOf(node));
  return `At ${rateText(rate)} each instance has ${shortNumber(each)} of them in work at any moment.`;
}

/** Effects of steps that a second delivery would bring about again. */
function repeatable(analysis: Analysis, node: string, visits: readonly StepVisit[]): string[] {
  return visits.flatMap(({ step }) =>
    step.effect === undefined || isOnce(analysis, node, step) ? [] : [step.effect],
  );
}

function isOnce({ system }: Analysis, node: string, step: StepVisit["step"]): boolean {
  if (step.do === "call") {
    const callee = system.nodes[step.to];
    return (
      step.idempotencyKey !== undefined && callee?.kind === "dependency" && !!callee.idempotency
    );
  }
  if (step.do !== "publish" || step.via !== "transaction") return false;
  const publisher = system.nodes[node];
  return (
    publisher?.kind === "consumer" &&
    publisher.publisher.transaction?.covers === "publishes-and-acks"
  );
}

/** A database that the service writes to anyway. */
function databaseOf({ links }: Analysis, id: string): string | undefined {
  return links.from(id, "write")[0]?.target;
}
