import type { Backoff, BackoffText } from "../../../simulator/index.ts";
import { type Design, setValue, type ValuePath, valueAtPath } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import { canFail } from "../analysis/failures.ts";
import { durationText, plural } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

/** An outage that is short enough to be met by any policy. */
const OUTAGE = 10;
const SPREAD: BackoffText = {
  kind: "exponential",
  first: "200 ms",
  factor: 2,
  max: "10 s",
  jitter: "full",
};

/** What failed together does not come back together. */
export const retryWithoutJitter: Rule = {
  id: "retry-without-jitter",
  asks: "Waits before retries are spread by chance.",
  harm: "too close to the limit",
  *check(analysis) {
    for (const [id, node] of analysis.nodes) {
      if (node.kind !== "consumer" || !canFail(analysis, id)) continue;
      const { attempts, backoff } = node.retry;
      if (attempts === 1 || isSpread(backoff)) continue;
      const path = ["system", "nodes", id, "retry", "backoff"];
      yield findingFor(analysis, id, path, backoff, "failed messages");
    }
    for (const { node, visits } of analysis.handlers)
      for (const { step, path } of visits) {
        if (step.do !== "call" || step.attempts === 1 || isSpread(step.backoff)) continue;
        const what = `calls to ${analysis.nameOf(step.to)}`;
        yield findingFor(analysis, node, [...path, "backoff"], step.backoff, what);
      }
  },
};

function findingFor(
  analysis: Analysis,
  id: string,
  path: ValuePath,
  backoff: Backoff,
  what: string,
): RuleFinding {
  const rate = analysis.flow.rateAt(id);
  const figure =
    rate > 0
      ? `At its mean rate an outage of ${durationText(OUTAGE)} makes ${plural(rate * OUTAGE, "message")} wait for the same moments.`
      : "";
  const how = backoff.kind === "none" ? "at once" : "after waits that are the same for all";
  return {
    severity: "hint",
    target: { kind: "node", id, path },
    what: `${analysis.nameOf(id)} repeats ${what} ${how}.`,
    why: `What failed together comes back together, and the next failure is of their own making. ${figure}`.trim(),
    mend: "Let waits grow and spread them by chance (full jitter).",
    fix: { label: "Spread the retries", apply: (draft) => spread(draft, path) },
  };
}

/** An exponential wait keeps its figures; any other becomes one. */
function spread(draft: Design, path: ValuePath): void {
  const backoff = valueAtPath(draft, path) as BackoffText | undefined;
  if (backoff?.kind === "exponential") setValue(draft, [...path, "jitter"], "full");
  else setValue(draft, path, { ...SPREAD });
}

function isSpread(backoff: Backoff): boolean {
  if (backoff.kind === "exponential") return backoff.jitter !== "none";
  return backoff.kind === "random" && typeof backoff.delay !== "number";
}
