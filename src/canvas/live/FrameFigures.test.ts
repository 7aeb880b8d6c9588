import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createSimulation } from "../../../simulator/index.ts";
import { parseDesign } from "../../design/index.ts";
import { FrameFigures } from "./FrameFigures.ts";

function orderSystem() {
  const parsed = parseDesign(readFileSync("public/examples/order-processing.sluice.json", "utf8"));
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  const { system, scenarios, objectives } = parsed.resolved;
  const scenario = scenarios["bad-afternoon"];
  if (!scenario) throw new Error("no scenario");
  const simulation = createSimulation({ system, scenario, objectives });
  return { simulation, figures: new FrameFigures(parsed.resolved) };
}

/** Advances by single looks, as the page does. */
function lookAt(time: number) {
  const { simulation, figures } = orderSystem();
  let frame = simulation.frame();
  for (let now = 1; now <= time; now++) {
    simulation.advanceTo(now);
    frame = simulation.frame();
  }
  const of = (id: string) => {
    const found = figures.of(id, frame);
    if (!found) throw new Error(`no figures of ${id}`);
    return found;
  };
  return { of, frame, figures };
}

test("in a quiet moment all that works is busy, at the rate of its kind", () => {
  const { of } = lookAt(10);
  expect(of("shoppers").rate).toBeGreaterThan(80);
  expect(of("orders").rate / of("shoppers").rate).toBeGreaterThan(2);
  expect(of("payment").health).toBe("busy");
  expect(of("payment").instances.map(({ slots }) => slots)).toEqual([6, 6, 6]);
  expect(of("order-log").partitions).toHaveLength(6);
  expect(of("payment.dlq").oldest).toBeNaN();
  expect(of("payment.q").objective).toBe(1000);
});

test("a crashed instance makes its service crashed", () => {
  const { of } = lookAt(25);
  expect(of("payment").health).toBe("crashed");
  expect(of("payment").instances.map(({ isCrashed }) => isCrashed)).toEqual([false, true, false]);
  expect(of("payment").redeliveries).toBeGreaterThan(0);
});

test("a frame of another system is not read", () => {
  const { figures, frame } = lookAt(1);
  expect(figures.fits(frame)).toBe(true);
  expect(figures.fits({ ...frame, nodes: frame.nodes.slice(1) })).toBe(false);
});
