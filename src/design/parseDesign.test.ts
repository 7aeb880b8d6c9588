import { describe, expect, test } from "vitest";
import { parseDesign } from "./parseDesign.ts";
import { printDesign } from "./printDesign.ts";
import { type Problem, problemLine } from "./problem.ts";

const VALID = {
  format: 3,
  name: "Small",
  system: {
    messageTypes: { OrderPlaced: { kind: "event" } },
    nodes: {
      shop: {
        kind: "producer",
        messages: { OrderPlaced: 1 },
        arrivals: { process: "poisson", rate: "5/s" },
      },
      orders: { kind: "queue" },
      payment: { kind: "consumer", handlers: { "*": [{ do: "work", time: "20 ms" }] } },
    },
    links: {
      "shop>orders": { kind: "publish", source: "shop", target: "orders" },
      "orders>payment": { kind: "subscribe", source: "orders", target: "payment" },
    },
  },
};

type Json = Record<string, unknown>;

/** The valid design as text, with the value at a path replaced. */
function broken(path: readonly (string | number)[], value: unknown): string {
  const copy = JSON.parse(JSON.stringify(VALID)) as Json;
  let owner = copy;
  for (const key of path.slice(0, -1)) owner = owner[key] as Json;
  owner[path.at(-1) as string] = value;
  return JSON.stringify(copy, null, 2);
}

/** The only problem of a text. */
function problemOf(text: string): Problem {
  const parsed = parseDesign(text);
  if (parsed.ok) throw new Error("This text was expected to be refused.");
  expect(parsed.problems, parsed.problems.map(problemLine).join("\n")).toHaveLength(1);
  return parsed.problems[0];
}

describe("a design file", () => {
  test("that is valid is kept as it stands and given in base units", () => {
    const parsed = parseDesign(printDesign(VALID as never));
    expect(parsed.ok && parsed.design).toEqual(VALID);
    const shop = parsed.ok ? parsed.resolved.system.nodes.shop : undefined;
    expect(shop?.kind === "producer" && shop.arrivals).toEqual({ process: "poisson", rate: 5 });
  });

  test.each([
    ["is empty", "", "$", "empty"],
    ["is only blanks", " \n", "$", "empty"],
    ["is cut off", JSON.stringify(VALID).slice(0, 200), "$", "ends too early"],
    ["is no JSON", "format: 3", "$", "not JSON"],
    ["is a list", "[]", "$", "JSON object"],
    ["is of a future version", broken(["format"], 4), "$.format", "newer version of Sluice"],
    ["has no version", '{"name": "x"}', "$.format", "is missing"],
    [
      "has a wrong type",
      broken(["system", "nodes", "payment", "concurrency"], "two"),
      "$.system.nodes.payment.concurrency",
      "",
    ],
    [
      "has an unknown node kind",
      broken(["system", "nodes", "orders", "kind"], "que"),
      "$.system.nodes.orders.kind",
      'Did you mean "queue"?',
    ],
    [
      "has an unknown word",
      broken(["system", "nodes", "payment", "instnces"], 3),
      "$.system.nodes.payment",
      'Did you mean "instances"?',
    ],
    [
      "has a dangling link",
      broken(["system", "links", "shop>orders", "target"], "order"),
      '$.system.links["shop>orders"].target',
      'Did you mean "orders"?',
    ],
    [
      "links what cannot be linked",
      broken(["system", "links", "shop>orders", "target"], "payment"),
      '$.system.links["shop>orders"]',
      "fed by a channel",
    ],
    [
      "has a negative rate",
      broken(["system", "nodes", "shop", "arrivals", "rate"], "-5/s"),
      "$.system.nodes.shop.arrivals.rate",
      "must not be negative",
    ],
    [
      "has a rate without a unit",
      broken(["system", "nodes", "shop", "arrivals", "rate"], 5),
      "$.system.nodes.shop.arrivals.rate",
      "as text with its unit",
    ],
    [
      "has a unit that is none",
      broken(["system", "nodes", "payment", "timeLimit"], "5 parsecs"),
      "$.system.nodes.payment.timeLimit",
      '"parsecs" is not a unit',
    ],
    [
      "has an infinite number",
      broken(["system", "nodes", "payment", "timeLimit"], "1e999 s"),
      "$.system.nodes.payment.timeLimit",
      "too large",
    ],
    [
      "has a law whose parameters contradict one another",
      broken(["system", "nodes", "payment", "handlers", "*", 0, "time"], {
        distribution: "percentiles",
        p50: "3 s",
        p95: "2 s",
        p99: "4 s",
      }),
      '$.system.nodes.payment.handlers["*"][0].time.p95',
      'must be at least "p50"',
    ],
    [
      "has instants that go backwards",
      broken(["system", "nodes", "shop", "arrivals"], { process: "times", at: ["2 s", "1 s"] }),
      "$.system.nodes.shop.arrivals.at[1]",
      "ascending order",
    ],
    [
      "names a message type that is none",
      broken(["system", "nodes", "shop", "messages"], { OrderPlacd: 1 }),
      "$.system.nodes.shop.messages.OrderPlacd",
      'Did you mean "OrderPlaced"?',
    ],
    [
      "has an id that the language takes",
      broken(["system", "nodes", "constructor"], { kind: "queue" }),
      "$.system.nodes.constructor",
      "taken",
    ],
    [
      "has a key that the schema does not see",
      '{"format": 3, "name": "a", "system": {"nodes": {"__proto__": {"kind": "queue"}}}}',
      "$",
      "taken",
    ],
    ["has a key twice", '{"format": 3, "name": "a", "name": "b"}', "$.name", "stands twice"],
    [
      "aims a fault at nothing",
      broken(["scenarios"], {
        bad: { faults: { f: { fault: "crash", target: "pay", at: "1 s" } } },
      }),
      "$.scenarios.bad.faults.f.target",
      "no node",
    ],
    [
      "is nested to exhaust the stack",
      `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
      "$",
      "nested more than",
    ],
  ])("that %s gets one clear message", (_, text, path, words) => {
    const problem = problemOf(text);
    expect(problem.path).toBe(path);
    expect(problem.message).toContain(words);
  });

  test("says the line of what is wrong", () => {
    const text = broken(["system", "nodes", "shop", "arrivals", "rate"], "-5/s");
    const line = text.split("\n").findIndex((each) => each.includes("-5/s")) + 1;
    expect(problemOf(text).line).toBe(line);
  });

  test("does not touch the prototypes of others", () => {
    parseDesign(
      '{"format": 3, "name": "x", "__proto__": {"polluted": true}, "system": {"nodes": {"__proto__": {"kind": "queue"}}}}',
    );
    expect(({} as Json).polluted).toBeUndefined();
  });
});
