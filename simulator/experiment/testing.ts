import type { Feed } from "../channels/Feed.ts";
import { Objective, Scenario, type SystemText } from "../model/index.ts";
import { readSystem } from "../profiles/index.ts";
import type { ServiceCounts } from "../services/ServiceFigures.ts";
import { createSimulation, type Simulation } from "./Simulation.ts";
import type { SimulationInput } from "./SimulationInput.ts";

/** A system and a scenario as short as a test wants them; one message type "M" if none is named. */
export interface Draft {
  readonly messageTypes?: object;
  readonly keys?: object;
  readonly attributes?: object;
  readonly nodes: object;
  readonly links: object;
  readonly scenario?: object;
  readonly objectives?: Readonly<Record<string, unknown>>;
  readonly memoryBytes?: number | undefined;
}

/** A link between two nodes. */
export function line(kind: string, source: string, target: string, more: object = {}): object {
  return { kind, source, target, ...more };
}

/** Parses a draft and makes a simulation of it, before its first event. */
export function run(draft: Draft): Simulation {
  return createSimulation(inputOf(draft));
}

/** Parses a draft. */
export function inputOf(draft: Draft): SimulationInput {
  const {
    scenario = {},
    objectives = {},
    messageTypes = { M: { kind: "event", size: "0 B" } },
    memoryBytes,
    ...system
  } = draft;
  return {
    memoryBytes,
    system: readSystem({ messageTypes, ...system } as SystemText),
    scenario: Scenario.parse(scenario),
    objectives: Object.fromEntries(
      Object.entries(objectives).map(([id, objective]) => [id, Objective.parse(objective)]),
    ),
  };
}

/** The only subscription of a channel. */
export function feedOf(simulation: Simulation, channel: string): Feed {
  const feed = simulation.world.feeds.get(channel)?.[0];
  if (feed === undefined) throw new Error(`"${channel}" has no subscription.`);
  return feed;
}

/** Counts of a consumer. */
export function consumerOf(simulation: Simulation, id: string): ServiceCounts {
  const service = simulation.world.services.get(id);
  if (service === undefined) throw new Error(`There is no consumer "${id}".`);
  return service.figures.counts;
}
