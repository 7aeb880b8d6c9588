import { RewindableRun } from "../../simulator/index.ts";
import { goingOn } from "./goingOn.ts";
import { printSummary } from "./printSummary.ts";
import type { RunReport } from "./RunReport.ts";
import { type ReadDesign, readDesign } from "./readDesign.ts";
import { readScenario, type ScenarioOptions } from "./readScenario.ts";
import { writeTraces } from "./writeTraces.ts";

interface Options extends ScenarioOptions {
  json?: boolean;
  trace?: string;
}

/** `sluice run FILE`: simulates a design and holds it to its objectives. */
export function run(file: string, options: Options): void {
  const report = simulate(readDesign(file), options);
  process.stdout.write(
    options.json ? `${JSON.stringify(report, null, 2)}\n` : printSummary(report),
  );
  if (report.objectives.some(({ passed }) => passed === false)) process.exitCode = 1;
}

function simulate({ design, resolved }: ReadDesign, options: Options): RunReport {
  const { id: scenarioId, scenario } = readScenario(resolved.scenarios, options);
  const text = { system: design.system ?? {}, scenario: design.scenarios?.[scenarioId] ?? {} };
  const { system, objectives } = resolved;
  // Nobody goes back in it but for traces.
  const memory = options.trace === undefined ? { checkpointBytes: 0 } : {};
  const run = goingOn(() => new RewindableRun({ system, scenario, objectives, text }, [], memory));
  const begun = performance.now();
  goingOn(() => run.advanceTo(Number.POSITIVE_INFINITY));
  const wallSeconds = (performance.now() - begun) / 1000;
  if (options.trace !== undefined) writeTraces(run, options.trace);
  const summary = run.simulation.summary();
  const { name, guesses = [] } = design;
  return { design: name, scenario: scenarioId, ...summary, guesses, wallSeconds };
}
