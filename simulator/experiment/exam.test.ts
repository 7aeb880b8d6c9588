import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Scenario } from "../model/index.ts";
import { readSystem } from "../profiles/index.ts";
import { createSimulation } from "./Simulation.ts";

const folders = ["../../src/design/exam/", "../../public/examples/"].map(
  (path) => new URL(path, import.meta.url),
);
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".sluice.json"))
    .map((name) => ({ name, url: new URL(name, folder) })),
);

describe("every design of the exam and of the gallery", () => {
  it.each(files)(
    "$name runs, conserves its messages, and says what is not simulated yet",
    ({ url }) => {
      const design = JSON.parse(readFileSync(url, "utf8"));
      const scenario = Object.values(design.scenarios ?? {})[0] ?? {};
      const sim = createSimulation({
        system: readSystem(design.system),
        scenario: Scenario.parse(scenario),
        text: { system: design.system, scenario },
      });
      sim.frame();
      sim.advanceTo(60, { maxEvents: 20_000 });
      expect(sim.eventCount).toBeGreaterThan(0);
      expect(sim.checkInvariants()).toEqual([]);
      expect(sim.frame().now).toBe(sim.now);
      expect(sim.summary().notSimulated).toEqual(sim.notSimulated);
      for (const path of sim.notSimulated)
        expect(path).toMatch(/^(messageTypes|nodes|links|scenario)\./);
    },
  );
});
