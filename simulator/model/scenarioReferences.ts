import type { Fault } from "./fault.ts";
import { Names, type Path, type ReferenceProblem } from "./Names.ts";
import { isChannel, NODE_KINDS } from "./node.ts";
import type { Objective, Scenario } from "./scenario.ts";
import { effectsOf } from "./stepReferences.ts";
import type { System } from "./systemShape.ts";

const CHANNELS = NODE_KINDS.filter(isChannel);

/** Names in a scenario that lead nowhere; paths start at the scenario. */
export function checkScenario(system: System, scenario: Scenario): ReferenceProblem[] {
  const names = new Names(system);
  for (const [id, fault] of Object.entries(scenario.faults)) {
    checkTarget(names, ["faults", id], fault);
    checkTiming(names, ["faults", id], fault);
  }
  return names.problems;
}

function checkTarget(names: Names, at: Path, fault: Fault): void {
  const { links } = names.system;
  if ("link" in fault) names.named([...at, "link"], "link", fault.link, links);
  if ("target" in fault) {
    const { target } = fault;
    if (typeof target === "string") names.nodeOf([...at, "target"], target, NODE_KINDS);
    else if ("link" in target) names.named([...at, "target", "link"], "link", target.link, links);
    else if ("node" in target) names.nodeOf([...at, "target", "node"], target.node, NODE_KINDS);
    else
      for (const [i, zone] of target.zones.entries())
        names.nodeOf([...at, "target", "zones", i], zone, ["zone"]);
  }
  switch (fault.fault) {
    case "crash":
      names.message([...at, "atStep", "message"], fault.atStep?.message);
      break;
    case "poison":
      names.message([...at, "message"], fault.message);
      break;
    case "deploy":
      names.versions([...at, "reads"], fault.reads);
      names.versions([...at, "writes"], fault.writes);
      break;
    case "rebuild":
      names.nodeOf([...at, "from"], fault.from, ["stream", "database"]);
      break;
    case "redrive":
      names.nodeOf([...at, "to"], fault.to, CHANNELS);
      if (fault.to === fault.target)
        names.say([...at, "to"], `a redrive goes to another channel than "${fault.target}".`);
      break;
    default:
      break;
  }
}

function checkTiming(names: Names, at: Path, fault: Fault): void {
  const atStep = "atStep" in fault && fault.atStep !== undefined;
  if (fault.at === undefined && fault.mttf === undefined && !atStep)
    names.say(at, 'a fault needs a time: "at", or "mttf" for random failures.');
  if (fault.mttf !== undefined && fault.mttr === undefined)
    names.say([...at, "mttr"], 'a random fault needs a time to repair, "mttr", beside "mttf".');
}

/** Names in an objective that lead nowhere; paths start at the objective. */
export function checkObjective(system: System, objective: Objective): ReferenceProblem[] {
  const names = new Names(system);
  if ("channel" in objective) names.nodeOf(["channel"], objective.channel, CHANNELS);
  if ("node" in objective) names.nodeOf(["node"], objective.node, NODE_KINDS);
  if ("message" in objective) names.message(["message"], objective.message);
  if ("saga" in objective) names.nodeOf(["saga"], objective.saga, ["saga"]);
  if ("database" in objective) names.nodeOf(["database"], objective.database, ["database"]);
  if (objective.objective === "latency") checkLatency(names, objective);
  checkEffects(names, objective);
  return names.problems;
}

function checkLatency(
  names: Names,
  { of, where }: Extract<Objective, { objective: "latency" }>,
): void {
  if ("node" in of) names.nodeOf(["of", "node"], of.node, NODE_KINDS);
  else {
    names.message(["of", "from"], of.from);
    names.message(["of", "to"], of.to);
  }
  for (const name of Object.keys(where ?? {})) names.attribute(["where", name], name);
}

function checkEffects(names: Names, objective: Objective): void {
  const effects = Object.fromEntries([...effectsOf(names.system)].map((name) => [name, true]));
  const check = (path: Path, name: string | undefined) =>
    names.named(path, "step with the effect", name, effects);
  if ("effect" in objective) check(["effect"], objective.effect);
  if (objective.objective === "never-after") check(["after"], objective.after);
  if (objective.objective !== "invariant") return;
  for (const side of ["left", "right"] as const)
    for (const [i, name] of objective[side].entries()) check([side, i], name);
}
