import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createSimulation } from "../../../simulator/index.ts";
import { createDesignStore, parseDesign } from "../../design/index.ts";
import { lintDesign, tellFinding } from "../../lint/index.ts";
import { figureInRun } from "./runFigures.ts";

const file = new URL("../../../public/examples/order-processing.sluice.json", import.meta.url);

test("a finding is told with what the run has shown of it", () => {
  const parsed = parseDesign(readFileSync(file, "utf8"));
  if (!parsed.ok) throw new Error("The example is valid.");
  const { design, resolved } = createDesignStore(parsed.design).getState();
  const scenario = resolved.scenarios["bad-afternoon"];
  if (!scenario) throw new Error("The example has a bad afternoon.");
  const run = createSimulation({ system: resolved.system, scenario, objectives: {} });
  run.advanceTo(60);
  const summary = run.summary();
  const figureOf = (rule: string, id: string) => {
    const found = lintDesign(resolved).find((each) => each.rule === rule && each.target.id === id);
    return found && figureInRun(tellFinding(found), summary, design);
  };
  const repeated = summary.effects["charge card"]?.repeated ?? {};
  const twice = Object.values(repeated).reduce((sum, count) => sum + count, 0);
  expect(twice).toBeGreaterThan(0);
  expect(figureOf("no-deduplication", "payment")).toEqual({
    text: `${twice} done twice in 1 min`,
    isHarm: true,
  });
  expect(figureOf("no-deduplication", "shipping")).toEqual({
    text: "none done twice in 1 min",
    isHarm: false,
  });
  expect(figureOf("no-dead-letter", "stock.q")?.text).toMatch(/delivered again in 1 min$/);
});

test("before a run there is nothing to show", () => {
  const parsed = parseDesign(readFileSync(file, "utf8"));
  if (!parsed.ok) throw new Error("The example is valid.");
  const { design, resolved } = createDesignStore(parsed.design).getState();
  const [first] = lintDesign(resolved);
  expect(first && figureInRun(tellFinding(first), undefined, design)).toBeUndefined();
});
