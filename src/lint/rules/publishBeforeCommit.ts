import type { Step } from "../../../simulator/index.ts";
import { setValue, type ValuePath, valueAtPath } from "../../design/index.ts";
import type { HandlerOf } from "../Analysis.ts";
import type { StepVisit } from "../analysis/walkSteps.ts";
import { durationText, rateText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

type Publish = Extract<Step, { do: "publish" }>;
type Write = Extract<Step, { do: "write" }>;

/** What is told to others has been stored before: no message speaks of what was never written. */
export const publishBeforeCommit: Rule = {
  id: "publish-before-commit",
  asks: "A handler stores its change before it tells others of it.",
  harm: "lost, stuck or growing",
  *check(analysis) {
    for (const handler of analysis.handlers)
      for (const [i, visit] of handler.visits.entries()) {
        if (!isDirectPublish(visit)) continue;
        const write = lastWriteAfter(handler, i);
        if (!write) continue;
        const database = analysis.system.nodes[write.step.to];
        const rate = analysis.flow.rateAt(handler.node) * visit.share;
        const errorRate = database?.kind === "database" ? database.errorRate : 0;
        yield findingFor(handler, visit, write, analysis.nameOf(write.step.to), rate, errorRate);
      }
  },
};

function findingFor(
  handler: HandlerOf,
  publish: StepVisit<Publish>,
  write: StepVisit<Write>,
  database: string,
  rate: number,
  errorRate: number,
): RuleFinding {
  const fix = moveBehind(publish.path, write.path);
  const ghosts =
    errorRate > 0 && rate > 0
      ? ` ${database} refuses some writes: that is one such message every ${durationText(1 / (rate * errorRate))}.`
      : rate > 0
        ? ` ${rateText(rate)} take this way.`
        : "";
  return {
    severity: "warning",
    target: { kind: "node", id: handler.node, path: publish.path },
    what: `${publish.step.message} is published before the change is written to ${database}.`,
    why: `If the service crashes between the two, or the write fails, others act on what never happened.${ghosts}`,
    mend: `Publish after the write, or better through an outbox of ${database} in the same transaction.`,
    ...(fix && { fix }),
  };
}

/** What goes through an outbox or a transaction leaves only with the commit. */
function isDirectPublish(visit: StepVisit): visit is StepVisit<Publish> {
  return visit.step.do === "publish" && visit.step.via === "direct";
}

/** The last write that certainly comes after a step: in its own list, or in a list around it. */
function lastWriteAfter({ visits }: HandlerOf, index: number): StepVisit<Write> | undefined {
  const publish = visits[index];
  if (!publish) return undefined;
  return visits
    .slice(index + 1)
    .findLast(
      (visit): visit is StepVisit<Write> =>
        visit.step.do === "write" && startsWith(publish.path, visit.path.slice(0, -1)),
    );
}

function startsWith(path: ValuePath, start: ValuePath): boolean {
  return start.every((key, i) => path[i] === key);
}

/** Moves a step behind another one of the same list. */
function moveBehind(step: ValuePath, other: ValuePath): RuleFinding["fix"] {
  if (step.length !== other.length) return undefined;
  const list = step.slice(0, -1);
  const [from, to] = [Number(step.at(-1)), Number(other.at(-1))];
  return {
    label: "Publish after the write",
    apply(draft) {
      const steps = valueAtPath(draft, list);
      if (!Array.isArray(steps)) return;
      const moved = [...steps.slice(0, from), ...steps.slice(from + 1, to + 1), steps[from]];
      setValue(draft, list, [...moved, ...steps.slice(to + 1)]);
    },
  };
}
