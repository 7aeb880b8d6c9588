import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createSimulation, readSystem, Scenario } from "../../simulator/index.ts";

type Summary = ReturnType<ReturnType<typeof createSimulation>["summary"]>;

/** What a scenario of an example comes to when it is run as it ships. */
function summaryOf(file: string, scenario: string): Summary {
  const url = new URL(`../../public/examples/${file}.sluice.json`, import.meta.url);
  const { system, scenarios } = JSON.parse(readFileSync(url, "utf8"));
  const simulation = createSimulation({
    system: readSystem(system),
    scenario: Scenario.parse(scenarios[scenario]),
  });
  simulation.advanceTo(Infinity);
  return simulation.summary();
}

const happened = ({ effects }: Summary, effect: string) => effects[effect]?.happened ?? 0;
/** Figures of a node, whatever its kind. */
const node = ({ nodes }: Summary, id: string) => nodes[id] as unknown as Record<string, number>;

test("dual write: orders that nobody hears of, orders that do not exist, and with an outbox neither", () => {
  const summary = summaryOf("dual-write-and-outbox", "twelve-crashes");
  const gap = (variant: string) =>
    happened(summary, `order written (${variant})`) -
    happened(summary, `customer told (${variant})`);
  expect(gap("A")).toBeGreaterThan(0);
  expect(gap("B")).toBeLessThan(0);
  expect(gap("C")).toBe(0);
});

test("webhook: without records some payments are credited twice, with them none", () => {
  const { effects } = summaryOf("webhook-idempotent-crediting", "ten-minutes");
  expect(effects["credit (A)"]?.twiceOrMore).toBeGreaterThan(20);
  expect(effects["credit (B)"]?.twiceOrMore).toBe(0);
});

test("retry storm: the eager team loses most of its requests, the careful one none", () => {
  const summary = summaryOf("retry-storm", "slow-for-twenty-seconds");
  expect(node(summary, "dead-a").published).toBeGreaterThan(5000);
  expect(node(summary, "dead-b").published).toBe(0);
});

test("burst: what overflows is lost, what is held back is not", () => {
  const summary = summaryOf("iot-burst", "power-returns");
  expect(happened(summary, "stored (A)")).toBeLessThan(
    node(summary, "gateways-a").produced! - 5000,
  );
  expect(happened(summary, "stored (B)")).toBe(node(summary, "gateways-b").produced);
});

test("schema-breaking deploy: producers first fills the dead letters, consumers first does not", () => {
  expect(summaryOf("schema-breaking-deploy", "producers-first").deadLettered).toBeGreaterThan(5000);
  expect(summaryOf("schema-breaking-deploy", "consumers-first").deadLettered).toBe(0);
});

test("saga: every order ends completed or compensated, through an outage and a crash of the coordinator", () => {
  const saga = summaryOf("order-saga-orchestrated", "bad-afternoon").sagas.coordinator!;
  expect(saga.compensated).toBeGreaterThan(100);
  expect(saga.completed + saga.compensated).toBe(saga.started);
});
