import type { NodeOf } from "../../../simulator/index.ts";
import { setValue } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import { durationText, rateText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

const SAGA_TIMEOUT = { text: "5 min", seconds: 300 };
const STEP_TIMEOUT = { text: "30 s", seconds: 30 };

/** Whoever waits stops waiting at some time. */
export const sagaWithoutTimeout: Rule = {
  id: "saga-without-timeout",
  asks: "Sagas, their steps and awaits give up after a time.",
  harm: "lost, stuck or growing",
  *check(analysis) {
    for (const [id, node] of analysis.nodes) {
      if (node.kind !== "saga") continue;
      if (node.timeout === undefined) yield ofSaga(analysis, id, node.begins);
      if (node.mode !== "orchestrated") continue;
      for (const [i, step] of node.steps.entries())
        if (step.command !== undefined && step.timeout === undefined)
          yield ofStep(analysis, id, i, step.name, step.command);
    }
    for (const { node, visits } of analysis.handlers)
      for (const { step, path } of visits)
        if (step.do === "await" && step.timeout === undefined)
          yield ofAwait(
            analysis,
            node,
            [...path, "timeout"],
            step.messages.join(" and "),
            step.holdsSlot,
          );
  },
};

function ofSaga(analysis: Analysis, id: string, begins: NodeOf<"saga">["begins"]): RuleFinding {
  const path = ["system", "nodes", id, "timeout"];
  const vertices = analysis.flow.of(id);
  const rate = typeof begins === "string" ? analysis.flow.at(id, begins)?.rate : vertices[0]?.rate;
  const figure = rate ? ` ${rateText(rate)} begin.` : "";
  return {
    severity: "warning",
    target: { kind: "node", id, path },
    what: `${analysis.nameOf(id)} has no timeout.`,
    why: `An instance whose answer is lost stays open for ever, and nobody notices it among the others.${figure}`,
    mend: "Say after which time an instance counts as stuck.",
    fix: {
      label: `Give up after ${durationText(SAGA_TIMEOUT.seconds)}`,
      apply: (draft) => setValue(draft, path, SAGA_TIMEOUT.text),
    },
  };
}

function ofStep(
  analysis: Analysis,
  id: string,
  index: number,
  step: string,
  command: string,
): RuleFinding {
  const path = ["system", "nodes", id, "steps", index, "timeout"];
  return {
    severity: "warning",
    target: { kind: "node", id, path },
    what: `Step "${step}" of ${analysis.nameOf(id)} waits for the outcome of ${command} without a timeout.`,
    why: "If the command or its answer is lost the saga stops at this step: neither done nor taken back.",
    mend: "Give the step a timeout, and say whether it is then tried again or compensated.",
    fix: {
      label: `Give up after ${durationText(STEP_TIMEOUT.seconds)}`,
      apply: (draft) => setValue(draft, path, STEP_TIMEOUT.text),
    },
  };
}

function ofAwait(
  analysis: Analysis,
  id: string,
  path: (string | number)[],
  messages: string,
  holdsSlot: boolean,
): RuleFinding {
  const seconds = holdsSlot ? STEP_TIMEOUT : SAGA_TIMEOUT;
  return {
    severity: "warning",
    target: { kind: "node", id, path },
    what: `${analysis.nameOf(id)} waits for ${messages} without a timeout.`,
    why: holdsSlot
      ? "Each one that never comes keeps a slot for ever; when all slots wait nothing is done any more."
      : "Each one that never comes leaves a half-complete set behind, and they add up.",
    mend: "Give up after a time, and say what is done then.",
    fix: {
      label: `Give up after ${durationText(seconds.seconds)}`,
      apply: (draft) => setValue(draft, path, seconds.text),
    },
  };
}
