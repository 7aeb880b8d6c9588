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

test("saga, both ways: choreographed orders wait and some are stuck, a coordinator ends them all in time", () => {
  const { sagas } = summaryOf("order-saga-both-ways", "bad-afternoon");
  const [seen, led] = [sagas["order-process"]!, sagas.coordinator!];
  // The stock is away for 45 s: above it is waited for, below for ten seconds. So nearly all of the 175 orders of the
  // first 35 s of it are taken back.
  expect(seen.durations.completed.max).toBeGreaterThan(45);
  expect(led.durations.completed.max).toBeLessThan(20);
  expect(led.compensated).toBeGreaterThan(seen.compensated + 100);
  // What payment gives up after five attempts nobody leads on; the coordinator asks again, or takes back.
  expect(seen.stuck).toBeGreaterThan(3);
  expect(led.stuck).toBe(0);
  expect(led.completed + led.compensated + led.inconsistent).toBe(led.started);
  // A release that overtakes its reservation is named.
  expect(led.inconsistent).toBeLessThan(5);
  expect(led.exemplars.inconsistent).toHaveLength(led.inconsistent);
});

test("order processing: a crash after the charge gives the message back, and cards are charged twice", () => {
  const charged = summaryOf("order-processing", "bad-afternoon").effects["charge card"]!;
  const {
    "consumer-crashed": crashed = 0,
    "handler-failed": failed = 0,
    ...others
  } = charged.repeated;
  expect(crashed).toBeGreaterThan(0);
  // A busy gateway may refuse what a crash has given back: then the charge comes again for that reason (H7).
  expect(failed).toBeLessThan(crashed);
  expect(others).toEqual({});
  expect(charged.twiceOrMore).toBe(crashed + failed);
});

test("chain or events: the user of the chain waits for the sum of all services and for their failures", () => {
  const { nodes } = summaryOf("sync-chain-versus-events", "ten-minutes");
  const users = (id: string) => {
    const producer = nodes[id];
    if (producer?.kind !== "producer" || !producer.users) throw new Error(`"${id}" asks nobody.`);
    return producer.users;
  };
  // At the median the four services of the chain take 0.25, 0.9, 0.4 and 0.7 s, and their own user has all of it.
  expect(users("users-sync").latency.p50).toBeCloseTo(2.4, 1);
  expect(users("users-async").latency.p50).toBeCloseTo(0.21, 2);
  expect(users("users-sync").availability).toBeLessThan(0.985);
  expect(users("users-async").availability).toBe(1);
});

test("poison: a message that nobody can read is delivered five times, then put aside", () => {
  const { deadLettered, redelivered, lost } = summaryOf("work-queue-poison", "ten-minutes");
  expect(deadLettered).toBeGreaterThan(10);
  expect(redelivered.byCause).toEqual({ "handler-failed": 4 * deadLettered });
  expect(lost).toEqual({});
});

test("visibility timeout: no attempt fails, and yet work is done twice", () => {
  const summary = summaryOf("sqs-visibility-timeout", "an-hour");
  expect(node(summary, "encoder").failed).toEqual({});
  expect(Object.keys(summary.duplicatesProcessed.byCause)).toEqual(["lease-expired"]);
  expect(summary.effects["encode video"]?.twiceOrMore).toBeGreaterThan(100);
});

test("hot keys: messages wait a minute for instances that are idle most of the time", () => {
  const billing = summaryOf("hot-keys-fan-out", "ten-minutes").nodes.billing!;
  if (billing.kind !== "consumer") throw new Error("Billing is a consumer.");
  expect(billing.utilization).toBeLessThan(0.3);
  expect(billing.waitingTime.p99).toBeGreaterThan(60);
});

test("rebalances: the eager group falls further behind than the cooperative one, with the same deploy", () => {
  const { nodes } = summaryOf("rebalance-storm", "rolling-deploy");
  const waits = (id: string) => (nodes[id]?.kind === "consumer" ? nodes[id].waitingTime.mean : NaN);
  expect(waits("eager")).toBeGreaterThan(1.3 * waits("coop"));
});

test("event sourcing: screens lack the deposit that was just made, and two writers of a version conflict", () => {
  const { nodes } = summaryOf("event-sourced-account", "afternoon");
  const store = (id: string) => (nodes[id]?.kind === "database" ? nodes[id].store : undefined);
  expect(store("balances")?.ownWriteMissing).toBeGreaterThan(100);
  expect(store("balances")?.staleness.p99).toBeGreaterThan(1);
  expect(store("events")?.conflicts).toBeGreaterThan(10);
});

test("distributed monolith: while the smallest service is down no order gets through", () => {
  const { lost, effects } = summaryOf("distributed-monolith", "prices-down");
  expect(lost["dead-lettered-without-target"]).toBeGreaterThan(1000);
  expect(effects["order fulfilled"]?.missing).toBe(lost["dead-lettered-without-target"]);
});
