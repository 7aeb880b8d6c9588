import {
  RewindableRun,
  readQuantity,
  Scenario,
  SimulationStalled,
  suggestion,
} from "../../simulator/index.ts";
import { BadInput } from "./BadInput.ts";
import { printSummary } from "./printSummary.ts";
import type { RunReport } from "./RunReport.ts";
import { type ReadDesign, readDesign } from "./readDesign.ts";
import { writeTraces } from "./writeTraces.ts";

interface Options {
  scenario?: string;
  seed?: string;
  duration?: string;
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
  const scenarioId = chooseScenario(resolved.scenarios, options.scenario);
  const scenario = {
    ...(resolved.scenarios[scenarioId] ?? Scenario.parse({})),
    ...overrides(options),
  };
  const run = new RewindableRun({
    system: resolved.system,
    scenario,
    objectives: resolved.objectives,
    text: { system: design.system ?? {}, scenario: design.scenarios?.[scenarioId] ?? {} },
  });
  const begun = performance.now();
  try {
    run.advanceTo(Number.POSITIVE_INFINITY);
  } catch (error) {
    if (error instanceof SimulationStalled) throw new BadInput(error.message);
    throw error;
  }
  const wallSeconds = (performance.now() - begun) / 1000;
  if (options.trace !== undefined) writeTraces(run, options.trace);
  const summary = run.simulation.summary();
  return { design: design.name, scenario: scenarioId, ...summary, wallSeconds };
}

function chooseScenario(
  scenarios: Readonly<Record<string, unknown>>,
  wanted: string | undefined,
): string {
  const names = Object.keys(scenarios);
  if (wanted === undefined) return names[0] ?? "default";
  if (Object.hasOwn(scenarios, wanted)) return wanted;
  throw new BadInput(
    `--scenario: the design has no scenario "${wanted}".${suggestion(wanted, names)}`,
  );
}

function overrides({ seed, duration }: Options): { seed?: number; duration?: number } {
  return {
    ...(seed !== undefined && { seed: readSeed(seed) }),
    ...(duration !== undefined && { duration: readDuration(duration) }),
  };
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw new BadInput(`--seed: "${text}" is no whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`);
}

function readDuration(text: string): number {
  const reading = readQuantity("duration", /^[\d.]+$/.test(text) ? `${text} s` : text);
  if ("problem" in reading) throw new BadInput(`--duration: "${text}": ${reading.problem}.`);
  if (reading.value === 0) throw new BadInput(`--duration: a run must be longer than 0 s.`);
  return reading.value;
}
