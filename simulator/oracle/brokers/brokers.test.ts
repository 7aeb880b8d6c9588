import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { BrokerScenario, ScenarioRun } from "./BrokerScenario.ts";
import { fidelityPage } from "./fidelity.ts";
import { INEXPRESSIBLE, SCENARIOS } from "./index.ts";
import { type PlayedRun, playRun } from "./ScenarioPlay.ts";

const runs = SCENARIOS.flatMap((scenario) =>
  scenario.runs.map((run) => ({
    scenario,
    run,
    name: `${scenario.id} ${scenario.title}, ${run.name}`,
  })),
);

/** Each run is played once. */
const played = new Map<ScenarioRun, PlayedRun>();
const play = (scenario: BrokerScenario, run: ScenarioRun): PlayedRun => {
  const known = played.get(run) ?? playRun(scenario, run);
  played.set(run, known);
  return known;
};

describe("brokers behave as they do", () => {
  it.each(runs)("$name", ({ scenario, run }) => {
    expect(play(scenario, run).differences).toEqual([]);
  });

  it("docs/fidelity.md tells what came of them", () => {
    const page = readFileSync(new URL("../../../docs/fidelity.md", import.meta.url), "utf8");
    expect(page).toBe(fidelityPage(SCENARIOS, INEXPRESSIBLE, play));
  });

  it("names each scenario once: as played, or as not", () => {
    const runs = SCENARIOS.map(({ id }) => id);
    expect(new Set(runs).size).toBe(runs.length);
    for (const { reason } of INEXPRESSIBLE) expect(reason.length).toBeGreaterThan(20);
  });
});
