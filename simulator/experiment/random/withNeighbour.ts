import type { RandomRun } from "./randomSystem.ts";

/** How the ids of nodes and links begin that have nothing to do with the rest. */
export const NEIGHBOUR = "neighbour";

/** What goes by the numbers of messages, of which a neighbour takes some. */
const BY_NUMBER = /"ofMessages"|"routing":"hash"/;
/** Unique keys are such numbers, and two of the partitioners go by keys. */
const BY_UNIQUE_KEY = /"values":"unique".*"partitioner":"(key|sticky)"/;

/**
 * The same system with a line beside it that it has nothing to do with, before all else in the file; undefined where something
 * is chosen by the numbers of messages, which are counted over the whole run.
 */
export function withNeighbour(run: RandomRun): RandomRun | undefined {
  const { system, scenario } = run;
  const text = JSON.stringify(system);
  if (BY_NUMBER.test(text) || BY_UNIQUE_KEY.test(text)) return undefined;
  const [source, queue, consumer] = ["source", "queue", "consumer"].map(
    (each) => `${NEIGHBOUR}-${each}`,
  ) as [string, string, string];
  const nodes = {
    [source]: {
      kind: "producer" as const,
      messages: { A: 1 },
      arrivals: { process: "poisson", rate: "20/s" },
    },
    [queue]: { kind: "queue" as const },
    [consumer]: {
      kind: "consumer" as const,
      handlers: {
        "*": [
          { do: "work", time: "30 ms" },
          { do: "fail", probability: 0.1 },
        ],
      },
    },
  };
  const links = {
    [`${NEIGHBOUR}-in`]: { kind: "publish" as const, source, target: queue },
    [`${NEIGHBOUR}-out`]: { kind: "subscribe" as const, source: queue, target: consumer },
  };
  return {
    system: {
      ...system,
      nodes: { ...nodes, ...system.nodes },
      links: { ...links, ...system.links },
    },
    scenario,
  };
}
