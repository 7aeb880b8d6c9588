import { describe, expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";
import { System } from "../index.ts";

const NAMES = ["Placed", "Paid", "Refused", "Refunded", "NotRefunded", "Shipped"];

/** Orders that are paid and shipped; what each event sets off is told by the test. */
function saga(handlers: Readonly<Record<string, readonly object[]>>) {
  const event = { kind: "event", key: "order" };
  const simulation = run({
    keys: { order: {} },
    messageTypes: Object.fromEntries(NAMES.map((name) => [name, event])),
    nodes: {
      p: {
        kind: "producer",
        messages: { Placed: 1 },
        arrivals: { process: "burst", at: "1 s", count: 7 },
      },
      t: { kind: "topic" },
      worker: { kind: "consumer", handlers: { "*": [], ...handlers } },
      order: {
        kind: "saga",
        mode: "choreographed",
        correlation: "order",
        begins: "Placed",
        steps: [
          {
            name: "Payment",
            starts: ["Placed"],
            completes: ["Paid"],
            fails: ["Refused"],
            compensation: { completes: ["Refunded"], fails: ["NotRefunded"] },
          },
          { name: "Shipping", starts: ["Paid"], completes: ["Shipped"], pivot: true },
        ],
      },
    },
    links: {
      in: line("publish", "p", "t"),
      on: line("publish", "worker", "t"),
      out: line("subscribe", "t", "worker"),
    },
    scenario: { duration: "60 s", drain: true },
  });
  simulation.advanceTo(Infinity);
  expect(simulation.checkInvariants()).toEqual([]);
  return simulation.summary().sagas.order!;
}

const tell = (message: string, ...more: object[]) => [
  { do: "work", time: "100 ms" },
  { do: "publish", message },
  ...more,
];

describe("a choreographed saga", () => {
  it("G13, G17: keeps what the first instances of each outcome went through", () => {
    const { completed, histories } = saga({ Placed: tell("Paid"), Paid: tell("Shipped") });
    expect(completed).toBe(7);
    expect(histories).toHaveLength(5);
    expect(histories[0]).toMatchObject({
      root: 0,
      key: 0,
      outcome: "completed",
      moments: [
        { at: 1, step: undefined, state: "begun" },
        { at: 1, step: "Payment", state: "sent" },
        { at: expect.closeTo(1.1, 9), step: "Payment", state: "done" },
        { at: expect.closeTo(1.1, 9), step: "Shipping", state: "sent" },
        { step: "Shipping", state: "done" },
        { step: undefined, state: "completed" },
      ],
    });
  });

  it("G18: is stuck when a compensation has failed", () => {
    const { stuck, histories } = saga({
      Placed: tell("Paid", { do: "publish", message: "Refused" }),
      Refused: tell("NotRefunded"),
    });
    expect(stuck).toBe(7);
    expect(histories[0]!.moments.map(({ state }) => state)).toEqual([
      "begun",
      "sent",
      "done",
      "sent",
      "failed",
      "stuck",
    ]);
  });

  it("G18: is inconsistent when something is taken back after the pivot", () => {
    const { inconsistent } = saga({
      Placed: tell("Paid"),
      Paid: tell("Shipped"),
      Shipped: tell("Refunded"),
    });
    expect(inconsistent).toBe(7);
  });

  it.each([
    ["command", { steps: [{ name: "A", command: "M" }] }, "steps.0.command"],
    ["retry", { steps: [{ name: "A", retry: { attempts: 2 } }] }, "steps.0.retry"],
    ["parallel", { steps: [{ name: "A", parallel: "x" }] }, "steps.0.parallel"],
    ["onTimeout", { steps: [{ name: "A", onTimeout: "wait" }] }, "steps.0.onTimeout"],
    [
      "retry",
      { steps: [{ name: "A", compensation: { retry: {} } }] },
      "steps.0.compensation.retry",
    ],
    ["instances", { instances: 2 }, "instances"],
    ["restart", { restart: "1 s" }, "restart"],
    ["publisher", { publisher: { confirm: "none" } }, "publisher"],
    ["begins.arrivals", { begins: { arrivals: { process: "burst", count: 1 } } }, "begins"],
  ])("G18: has no use for %s", (word, more, path) => {
    const order = {
      kind: "saga",
      mode: "choreographed",
      correlation: "k",
      begins: "M",
      steps: [{ name: "A", completes: ["M"] }],
      ...more,
    };
    const { error } = System.safeParse({
      keys: { k: {} },
      messageTypes: { M: { kind: "event", key: "k" } },
      nodes: { order },
    });
    expect(error?.issues.map((issue) => issue.path.join("."))).toContain(`nodes.order.${path}`);
    expect(error?.issues.map(({ message }) => message).join()).toContain(
      `"${word}" is for a coord`,
    );
  });
});
