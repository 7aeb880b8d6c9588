import {
  asFarAsItGoes,
  DEFAULT_MEMORY,
  MOST_MEMORY,
  RewindableRun,
  type SimulationStopped,
  SimulationTooLarge,
} from "../../simulator/index.ts";
import { BadInput } from "./BadInput.ts";
import { goingOn } from "./goingOn.ts";
import { printSummary } from "./printSummary.ts";
import type { RunReport } from "./RunReport.ts";
import { type ReadDesign, readDesign } from "./readDesign.ts";
import { readMemory } from "./readMemory.ts";
import { readScenario, type ScenarioOptions } from "./readScenario.ts";
import { writeTraces } from "./writeTraces.ts";

interface Options extends ScenarioOptions {
  json?: boolean;
  trace?: string;
  memory?: string;
}

/**
 * `sluice run FILE`: simulates a design and holds it to its objectives.
 * @throws BadInput when the run stops before its end; what it has measured up to then is printed
 */
export function run(file: string, options: Options): void {
  const { report, stopped } = simulate(readDesign(file), options);
  process.stdout.write(
    options.json ? `${JSON.stringify(report, null, 2)}\n` : printSummary(report),
  );
  if (stopped !== undefined)
    throw new BadInput(`${stopped.message}${more(stopped, readMemory(options.memory))}`);
  if (report.objectives.some(({ passed }) => passed === false)) process.exitCode = 1;
}

/** What only the command line can offer to a run that stopped. */
function more(stopped: SimulationStopped, memoryBytes = DEFAULT_MEMORY): string {
  const isMore = stopped instanceof SimulationTooLarge && memoryBytes < MOST_MEMORY;
  return isMore ? ' Or give it more with "--memory".' : "";
}

interface Simulated {
  readonly report: RunReport;
  readonly stopped: SimulationStopped | undefined;
}

function simulate({ design, resolved }: ReadDesign, options: Options): Simulated {
  const { id: scenarioId, scenario } = readScenario(resolved.scenarios, options);
  const text = { system: design.system ?? {}, scenario: design.scenarios?.[scenarioId] ?? {} };
  const { system, objectives } = resolved;
  const memoryBytes = readMemory(options.memory);
  const input = { system, scenario, objectives, text, memoryBytes };
  // Nobody goes back in it but for traces.
  const past = options.trace === undefined ? { checkpointBytes: 0 } : {};
  const run = goingOn(() => new RewindableRun(input, [], past));
  const begun = performance.now();
  goingOn(() => asFarAsItGoes(() => run.advanceTo(Number.POSITIVE_INFINITY)));
  const wallSeconds = (performance.now() - begun) / 1000;
  if (options.trace !== undefined) writeTraces(run, options.trace);
  const summary = run.simulation.summary();
  const { name, guesses = [] } = design;
  const report = { design: name, scenario: scenarioId, ...summary, guesses, wallSeconds };
  return { report, stopped: run.simulation.stopped };
}
