import { asFact, isFact } from "../analysis/verbForms.ts";
import type { Rule } from "../Rule.ts";

/** An event is a fact: its name says what has happened. */
export const eventNamePastTense: Rule = {
  id: "event-name-past-tense",
  asks: "Events are named in the past tense.",
  harm: "hard to change",
  *check({ system }) {
    for (const [id, type] of Object.entries(system.messageTypes)) {
      if (type.kind !== "event" || isFact(id)) continue;
      const better = asFact(id);
      yield {
        severity: "hint",
        target: { kind: "message-type", id, path: ["system", "messageTypes", id] },
        what: `${id} is an event, but its name does not say that something has happened.`,
        why: "Readers take a name that asks for something as a command, wait for somebody to obey it, and couple themselves to its sender.",
        mend: better
          ? `Call it ${better}, or make it a command if it asks for something.`
          : "Name it by what has happened, such as OrderPlaced, or make it a command if it asks for something.",
      };
    }
  },
};
