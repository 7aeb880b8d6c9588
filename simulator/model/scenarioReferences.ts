import { targetsOfFault } from "./fault.ts";
import { Names, type ReferenceProblem } from "./Names.ts";
import { isChannel, NODE_KINDS } from "./node.ts";
import type { Objective, Scenario } from "./scenario.ts";
import type { System } from "./system.ts";

/** Names in a scenario that lead nowhere; paths start at the scenario. */
export function checkScenario(system: System, scenario: Scenario): ReferenceProblem[] {
  const names = new Names(system);
  for (const [id, fault] of Object.entries(scenario.faults)) {
    const { nodes, links } = targetsOfFault(fault as Parameters<typeof targetsOfFault>[0]);
    for (const node of nodes) names.nodeOf(["faults", id, "target"], node, NODE_KINDS);
    for (const link of links) names.named(["faults", id, "link"], "link", link, system.links);
    if (
      fault.at === undefined &&
      fault.mttf === undefined &&
      !("atStep" in fault && fault.atStep)
    ) {
      names.say(["faults", id], 'a fault needs a time: "at", or "mttf" for random failures.');
    }
    if (fault.mttf !== undefined && fault.mttr === undefined) {
      names.say(
        ["faults", id, "mttr"],
        'a random fault needs a time to repair, "mttr", beside "mttf".',
      );
    }
  }
  return names.problems;
}

/** Names in an objective that lead nowhere; paths start at the objective. */
export function checkObjective(system: System, objective: Objective): ReferenceProblem[] {
  const names = new Names(system);
  const channels = NODE_KINDS.filter(isChannel);
  if ("channel" in objective) names.nodeOf(["channel"], objective.channel, channels);
  if ("node" in objective) names.nodeOf(["node"], objective.node, NODE_KINDS);
  if ("message" in objective) names.message(["message"], objective.message);
  if ("saga" in objective) names.nodeOf(["saga"], objective.saga, ["saga"]);
  if ("database" in objective) names.nodeOf(["database"], objective.database, ["database"]);
  if (objective.objective === "latency") {
    if ("node" in objective.of) names.nodeOf(["of", "node"], objective.of.node, NODE_KINDS);
    else {
      names.message(["of", "from"], objective.of.from);
      names.message(["of", "to"], objective.of.to);
    }
  }
  return names.problems;
}
