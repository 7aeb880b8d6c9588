import type { NodeOf } from "../../../simulator/index.ts";
import { setValue } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import type { Rule } from "../Rule.ts";

/** Who must recognize a message as the answer to his own, and by which key. */
interface Match {
  message: string;
  key: string;
  by: string;
}

/** An answer says what it answers. */
export const missingCorrelation: Rule = {
  id: "missing-correlation",
  asks: "Messages that somebody waits for carry the key by which he knows them.",
  harm: "lost, stuck or growing",
  *check(analysis) {
    const told = new Set<string>();
    for (const { message, key, by } of matches(analysis)) {
      const type = analysis.system.messageTypes[message];
      if (!type || type.key !== undefined || told.has(message)) continue;
      told.add(message);
      const path = ["system", "messageTypes", message, "key"];
      yield {
        severity: "warning",
        target: { kind: "message-type", id: message, path },
        what: `${by} knows ${message} by the ${key} that it belongs to, but ${message} has no key.`,
        why: `With more than one ${key} on its way nothing tells whose ${message} has come: the wrong one goes on, or none does.`,
        mend: `Let ${message} carry the key "${key}".`,
        fix: { label: `Send the key "${key}"`, apply: (draft) => setValue(draft, path, key) },
      };
    }
  },
};

function* matches(analysis: Analysis): Iterable<Match> {
  for (const { node, visits } of analysis.handlers)
    for (const { step } of visits)
      if (step.do === "await")
        for (const message of step.messages)
          yield { message, key: step.by, by: analysis.nameOf(node) };
  for (const [id, node] of analysis.nodes)
    if (node.kind === "saga")
      for (const message of messagesOf(node))
        yield { message, key: node.correlation, by: analysis.nameOf(id) };
}

/** All messages that a saga sends or goes on with. */
function messagesOf({ begins, steps }: NodeOf<"saga">): string[] {
  const named = steps.flatMap(({ command, starts, completes, fails, compensation }) => [
    command,
    ...(starts ?? []),
    ...(completes ?? []),
    ...(fails ?? []),
    compensation?.command,
    ...(compensation?.completes ?? []),
    ...(compensation?.fails ?? []),
  ]);
  return [typeof begins === "string" ? begins : undefined, ...named].filter(
    (name) => name !== undefined,
  );
}
