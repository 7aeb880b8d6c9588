import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createSimulation, readSystem, Scenario } from "../index.ts";
import { problemsOf } from "./random/problemsOf.ts";

/** Events of one run: enough for each fault to strike and to be over. */
const EVENTS = 12_000;

interface DesignText {
  readonly system: unknown;
  readonly scenarios: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const FOLDERS = ["../../public/examples/", "../../src/design/exam/"];
const runs = FOLDERS.flatMap((folder) => {
  const url = new URL(folder, import.meta.url);
  const files = readdirSync(url).filter((name) => name.endsWith(".sluice.json"));
  return files.sort().flatMap((file) => {
    const design = JSON.parse(readFileSync(new URL(file, url), "utf8")) as DesignText;
    return Object.keys(design.scenarios).map((scenario) => ({ file, scenario, design }));
  });
});

/** The faults of a scenario, soon and one after the other, instead of hours into the run. */
function hurried(text: Readonly<Record<string, unknown>>): object {
  const faults = Object.entries((text.faults ?? {}) as Record<string, object>);
  return {
    ...text,
    drain: false,
    warmUp: "0 s",
    faults: Object.fromEntries(
      faults.map(([id, fault], i) => [
        id,
        "at" in fault
          ? { ...fault, at: `${i * 2 + 1} s`, ...("for" in fault && { for: "3 s" }) }
          : fault,
      ]),
    ),
  };
}

describe("what is shipped, and the systems that the language is held to", () => {
  it("are all here", () => {
    expect(new Set(runs.map(({ file }) => file)).size).toBeGreaterThanOrEqual(24);
  });

  it.each(runs)("D11: $file, $scenario: conserves its messages", ({ design, scenario }) => {
    const system = readSystem(design.system as object);
    const simulation = createSimulation({
      system,
      scenario: Scenario.parse(hurried(design.scenarios[scenario]!)),
    });
    for (let i = 0; i < 6 && !simulation.isDone; i++) {
      const before = simulation.now;
      simulation.advanceTo(Infinity, { maxEvents: EVENTS / 6 });
      expect(simulation.now).toBeGreaterThanOrEqual(before);
      expect(problemsOf(simulation, system)).toEqual([]);
    }
    expect(simulation.eventCount).toBeGreaterThan(100);
  });
});
