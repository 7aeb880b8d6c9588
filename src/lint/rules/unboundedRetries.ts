import { type Backoff, lawOf, meanOf } from "../../../simulator/index.ts";
import { setValue, type ValuePath } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import { ownSetting } from "../analysis/ownWords.ts";
import { countText, durationText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

const DAY = 86_400;
const CALL_ATTEMPTS = 3;

/** Nothing is tried for ever. */
export const unboundedRetries: Rule = {
  id: "unbounded-retries",
  asks: "Retries end.",
  harm: "lost, stuck or growing",
  *check(analysis) {
    for (const [id, node] of analysis.nodes) {
      if (node.kind !== "consumer" || node.retry.attempts !== "unlimited") continue;
      if (brokerLimits(analysis, id)) continue;
      yield ofConsumer(analysis, id, node.retry.backoff, isInOrder(analysis, id));
    }
    for (const { node, visits } of analysis.handlers)
      for (const { step, path } of visits)
        if (step.do === "call" && step.attempts === "unlimited")
          yield ofCall(analysis, node, path, analysis.nameOf(step.to));
  },
};

function ofConsumer(
  analysis: Analysis,
  id: string,
  backoff: Backoff,
  isInLine: boolean,
): RuleFinding {
  const wait = longestWait(backoff);
  const path = ["system", "nodes", id, "retry", "attempts"];
  const rounds =
    wait > 0
      ? `one that can never succeed is tried ${countText(DAY / wait)} times a day, every ${durationText(wait)}`
      : "one that can never succeed is tried again at once, for ever";
  const stops = isInLine ? ", and all that comes after it in its partition waits" : "";
  return {
    severity: "warning",
    target: { kind: "node", id, path },
    what: `${analysis.nameOf(id)} tries a failed message again without end.`,
    why: `Some messages fail whatever one does: ${rounds}${stops}.`,
    mend: "Give up after a few attempts and lead what is given up to dead letters.",
    fix: {
      label: "Give up after 5 attempts",
      apply: (draft) => setValue(draft, path, 5),
    },
  };
}

function ofCall(analysis: Analysis, node: string, at: ValuePath, callee: string): RuleFinding {
  const path = [...at, "attempts"];
  return {
    severity: "warning",
    target: { kind: "node", id: node, path },
    what: `${analysis.nameOf(node)} calls ${callee} again and again until it answers.`,
    why: `While ${callee} is down each slot is held by one call, so that nothing else is done either.`,
    mend: "Limit the attempts; let the handler fail, so that the message waits in its channel and not in a slot.",
    fix: {
      label: `Call at most ${CALL_ATTEMPTS} times`,
      apply: (draft) => setValue(draft, path, CALL_ATTEMPTS),
    },
  };
}

function brokerLimits(analysis: Analysis, service: string): boolean {
  const feeds = analysis.feedsRead(service);
  return (
    feeds.length > 0 &&
    feeds.every(
      ({ settings }) =>
        settings.attempts.limit !== undefined ||
        ownSetting(settings.parameters, "attempts") !== undefined,
    )
  );
}

function isInOrder(analysis: Analysis, service: string): boolean {
  return analysis.feedsRead(service).some((feed) => feed.node.kind === "stream");
}

/** The wait between late attempts; means where it is drawn. */
function longestWait(backoff: Backoff): number {
  switch (backoff.kind) {
    case "none":
      return 0;
    case "fixed":
      return backoff.delay;
    case "linear":
      return backoff.max ?? DAY;
    case "exponential":
      return backoff.max ?? DAY;
    case "schedule":
      return backoff.delays.at(-1) ?? 0;
    case "random":
      return meanOf(lawOf(backoff.delay));
  }
}
