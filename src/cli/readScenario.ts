import { readQuantity, Scenario, suggestion } from "../../simulator/index.ts";
import { BadInput } from "./BadInput.ts";

/** How a command names a scenario and what it changes in it. */
export interface ScenarioOptions {
  scenario?: string;
  seed?: string;
  duration?: string;
}

/** The scenario that is meant, with another seed and duration where they are given. @throws BadInput */
export function readScenario(
  scenarios: Readonly<Record<string, Scenario>>,
  options: ScenarioOptions,
): { id: string; scenario: Scenario } {
  const id = chooseScenario(scenarios, options.scenario);
  return { id, scenario: { ...(scenarios[id] ?? Scenario.parse({})), ...overrides(options) } };
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

function overrides({ seed, duration }: ScenarioOptions): { seed?: number; duration?: number } {
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
