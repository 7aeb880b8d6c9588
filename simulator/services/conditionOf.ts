import type { Step } from "../model/index.ts";
import type { Condition } from "./Interpreter.ts";
import type { World } from "./World.ts";

type When = Exclude<
  Extract<Step, { do: "branch" }>["choices"][number]["when"],
  { probability: number }
>;

/** The test of a branch that looks at the message, its history, or how the step before ended. */
export function conditionOf(world: World, when: When): Condition {
  const { types, messages } = world.context;
  if ("attribute" in when) {
    const values = new Set(when.in);
    return (message) => values.has(types.attributeText(message, when.attribute) ?? "");
  }
  if ("message" in when) {
    const type = types.indexOf(when.message);
    return (message) => messages.typeOf(message) === type;
  }
  if ("attemptAtLeast" in when) return (_, attempt) => attempt >= when.attemptAtLeast;
  if ("deadLetteredAtLeast" in when) {
    world.context.countsDeaths = true;
    const { carries } = messages;
    return (message) => carries.deathsOf(message) >= when.deadLetteredAtLeast;
  }
  const { ends } = world.calls;
  return (_, __, delivery) => ends.outcomeOf(delivery) === when.outcome;
}
