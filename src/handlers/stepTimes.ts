import { type StepText, type SystemNodeText, TimeDistribution } from "../../simulator/index.ts";
import { lawFigures } from "../fields/index.ts";
import { innerLists } from "./stepTree.ts";

type Nodes = Readonly<Record<string, SystemNodeText>>;

/** Longest chain of endpoints that call one another which is followed. */
const DEEPEST = 8;

/** The median of a law of times as it stands in the file, in seconds; 0 for none. */
function medianOf(law: unknown): number {
  const read = TimeDistribution.safeParse(law ?? "0 s");
  return read.success ? lawFigures(read.data).p50 : 0;
}

/**
 * How long a step takes when nothing waits and nothing fails: the median of its own law, or of
 * whom it asks; of a branch, its first way. In seconds.
 */
export function medianTime(step: StepText, nodes: Nodes, depth = 0): number {
  switch (step.do) {
    case "work":
      return medianOf(step.time);
    case "call": {
      const callee = nodes[step.to];
      if (callee?.kind === "dependency") return medianOf(callee.latency);
      const isFollowed = callee?.kind === "endpoint" && depth < DEEPEST;
      return isFollowed ? medianOfSteps(callee.handler, nodes, depth + 1) : 0;
    }
    case "read": {
      const database = nodes[step.from];
      return database?.kind === "database" ? medianOf(database.readLatency) : 0;
    }
    case "write": {
      const database = nodes[step.to];
      return database?.kind === "database" ? medianOf(database.writeLatency) : 0;
    }
    case "branch": {
      const [first] = innerLists(step, { list: [], index: 0 });
      return first ? medianOfSteps(first.steps, nodes, depth) : 0;
    }
    default:
      return 0;
  }
}

/** Median times of steps one after the other, in seconds. */
export function medianOfSteps(steps: readonly StepText[], nodes: Nodes, depth = 0): number {
  return steps.reduce((sum, step) => sum + medianTime(step, nodes, depth), 0);
}
