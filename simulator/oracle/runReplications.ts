import { Inexpressible } from "./adapter/Inexpressible.ts";
import { translate } from "./adapter/translate.ts";
import { Scenario, System } from "../model/index.ts";
import type { Job, JobResult } from "./Job.ts";
import { metricsOf } from "./readOracleFile.ts";
import { seedOf } from "./seedOf.ts";

/** Runs some replications of a case, each from an empty system with a seed of its own. */
export function runReplications({ oracleCase, first, count, seed }: Job): JobResult {
  try {
    const metrics = metricsOf(oracleCase);
    for (let i = 0; i < count; i++) {
      const { system, scenario } = translate(oracleCase, seedOf(seed, oracleCase.id, first + i));
      System.parse(system);
      Scenario.parse(scenario);
    }
    return { values: metrics.map(() => []), events: 0 };
  } catch (error) {
    if (error instanceof Inexpressible)
      return { problem: `not expressible yet: ${error.message}` };
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
