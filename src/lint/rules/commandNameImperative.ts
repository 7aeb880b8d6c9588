import { asIntent, isIntent } from "../analysis/verbForms.ts";
import type { Rule } from "../Rule.ts";

/** A command is an intent: its name says what is to be done. */
export const commandNameImperative: Rule = {
  id: "command-name-imperative",
  asks: "Commands are named by what is to be done.",
  harm: "hard to change",
  *check({ system }) {
    for (const [id, type] of Object.entries(system.messageTypes)) {
      if (type.kind !== "command" || isIntent(id)) continue;
      const better = asIntent(id);
      yield {
        severity: "hint",
        target: { kind: "message-type", id, path: ["system", "messageTypes", id] },
        what: `${id} is a command, but its name says that it has happened already.`,
        why: "A command can be refused and a fact cannot: who reads this name relies on something that may never come about.",
        mend: better
          ? `Call it ${better}, or make it an event if it tells a fact.`
          : "Name it by what is to be done, such as PlaceOrder, or make it an event if it tells a fact.",
      };
    }
  },
};
