import { describe, expect, test } from "vitest";
import { Objective, type ObjectiveText, Scenario } from "./scenario.ts";
import { checkObjective, checkScenario } from "./scenarioReferences.ts";
import { System } from "./system.ts";

const system = System.parse({
  keys: { order: {} },
  attributes: { tier: { values: { gold: 1 } } },
  messageTypes: { OrderPlaced: { kind: "event", key: "order", versions: { "1": {} } } },
  nodes: {
    eu: { kind: "zone" },
    us: { kind: "zone" },
    shop: {
      kind: "producer",
      messages: { OrderPlaced: 1 },
      arrivals: { process: "burst", count: 1 },
    },
    orders: { kind: "queue" },
    billing: {
      kind: "consumer",
      handlers: { OrderPlaced: [{ do: "work", time: "1 s", effect: "bill order" }] },
    },
  },
  links: {
    in: { kind: "publish", source: "shop", target: "orders" },
    out: { kind: "subscribe", source: "orders", target: "billing" },
  },
});

function problemsOfFault(fault: object): string[] {
  const scenario = Scenario.parse({ faults: { f: fault } });
  return checkScenario(system, scenario).map(
    ({ path, message }) => `${path.slice(2).join("/")}: ${message}`,
  );
}

function problemsOfObjective(objective: ObjectiveText): string[] {
  return checkObjective(system, Objective.parse(objective)).map(
    ({ path, message }) => `${path.join("/")}: ${message}`,
  );
}

describe("faults", () => {
  test.each<[object]>([
    [{ fault: "crash", target: "billing", at: "1 s" }],
    [{ fault: "crash", target: "billing", atStep: { step: 0 } }],
    [{ fault: "crash", target: "billing", mttf: "60 s", mttr: "5 s" }],
    [{ fault: "loss", link: "out", of: "ack", probability: 0.1, at: "1 s" }],
    [{ fault: "cut-off", target: { zones: ["eu", "us"] }, at: "1 s" }],
    [{ fault: "deploy", target: "billing", at: "1 s", reads: { OrderPlaced: ["1"] } }],
  ])("%j is sound", (fault) => {
    expect(problemsOfFault(fault)).toEqual([]);
  });

  test.each<[object, RegExp]>([
    [
      { fault: "crash", target: "biling", at: "1 s" },
      /^target: there is no node "biling".*"billing"/,
    ],
    [
      { fault: "loss", link: "ou", of: "ack", probability: 0.1, at: "1 s" },
      /^link: there is no link "ou".*"out"/,
    ],
    [{ fault: "cut-off", target: { link: "ou" }, at: "1 s" }, /^target\/link: there is no link/],
    [{ fault: "cut-off", target: { node: "x" }, at: "1 s" }, /^target\/node: there is no node/],
    [
      { fault: "cut-off", target: { zones: ["eu", "orders"] }, at: "1 s" },
      /^target\/zones\/1: "orders" is a queue; here stands a zone/,
    ],
    [
      { fault: "crash", target: "billing", atStep: { message: "Nope", step: 0 } },
      /^atStep\/message: there is no message type/,
    ],
    [
      { fault: "poison", target: "shop", message: "Nope", at: "1 s" },
      /^message: there is no message type/,
    ],
    [
      { fault: "deploy", target: "billing", at: "1 s", writes: { OrderPlaced: "2" } },
      /^writes\/OrderPlaced: there is no version/,
    ],
    [
      { fault: "rebuild", target: "billing", from: "orders", at: "1 s" },
      /^from: "orders" is a queue/,
    ],
    [
      { fault: "redrive", target: "orders", to: "billing", at: "1 s" },
      /^to: "billing" is a consumer/,
    ],
    [
      { fault: "redrive", target: "orders", to: "orders", at: "1 s" },
      /^to: a redrive goes to another channel than "orders"/,
    ],
    [{ fault: "pause", target: "billing" }, /^: a fault needs a time/],
    [
      { fault: "pause", target: "billing", mttf: "60 s" },
      /^mttr: a random fault needs a time to repair/,
    ],
  ])("%j", (fault, message) => {
    const problems = problemsOfFault(fault);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });
});

describe("objectives", () => {
  test.each<[ObjectiveText, RegExp]>([
    [
      { objective: "depth", channel: "ordrs", atMost: 3 },
      /^channel: there is no node "ordrs".*"orders"/,
    ],
    [{ objective: "depth", channel: "billing", atMost: 3 }, /^channel: "billing" is a consumer/],
    [{ objective: "lag", node: "nope", below: 3 }, /^node: there is no node/],
    [{ objective: "lost", message: "OrderPlacd" }, /^message: .*"OrderPlaced"/],
    [{ objective: "latency", of: { node: "nope" }, below: "1 s" }, /^of\/node/],
    [{ objective: "latency", of: { from: "OrderPlaced", to: "Nope" }, below: "1 s" }, /^of\/to/],
    [
      { objective: "latency", of: { node: "billing" }, where: { teir: ["gold"] }, below: "1 s" },
      /^where\/teir: there is no attribute "teir"/,
    ],
    [
      { objective: "staleness", database: "orders", below: "1 s" },
      /^database: "orders" is a queue/,
    ],
    [{ objective: "sagas", saga: "billing" }, /^saga: "billing" is a consumer/],
    [
      { objective: "effects", effect: "bill ordr" },
      /^effect: there is no step with the effect "bill ordr".*"bill order"/,
    ],
    [
      { objective: "never-after", effect: "bill order", after: "cancel order" },
      /^after: there is no step with the effect "cancel order"/,
    ],
    [{ objective: "invariant", left: ["bill order"], right: ["ship order"] }, /^right\/0/],
  ])("%j", (objective, message) => {
    const problems = problemsOfObjective(objective);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });

  test("sound ones have no problem", () => {
    expect(problemsOfObjective({ objective: "effects", effect: "bill order" })).toEqual([]);
    expect(
      problemsOfObjective({ objective: "latency", of: { node: "billing" }, below: "1 s" }),
    ).toEqual([]);
  });
});
