import { expect, test } from "vitest";
import { liveRowsOf } from "./liveRows.ts";
import type { NodeLive } from "./NodeLive.ts";

const unmeasured: NodeLive = {
  rate: Number.NaN,
  ready: Number.NaN,
  inFlight: Number.NaN,
  oldest: Number.NaN,
  utilization: Number.NaN,
  p99: Number.NaN,
  redeliveries: 0,
  duplicates: 0,
  lagMessages: Number.NaN,
  lagSeconds: Number.NaN,
  instances: [],
};
const up = { slots: 6, busy: 4, isCrashed: false, isPaused: false, backIn: Number.NaN };
const textOf = (kind: Parameters<typeof liveRowsOf>[0], node: NodeLive) =>
  Object.fromEntries(liveRowsOf(kind).map((row) => [row.label, row.text(node)]));

test("figures carry their unit, counts of harm are exact, what is not measured says so", () => {
  const node = {
    ...unmeasured,
    rate: 87.4,
    lagMessages: 1240,
    lagSeconds: 6.04,
    duplicates: 1234,
    instances: [up, { ...up, busy: 0, isCrashed: true, backIn: 5.9 }, up],
  };
  expect(textOf("consumer", node)).toEqual({
    Handled: "87.4/s",
    "Busy slots": "8 of 12",
    "Instances up": "2 of 3",
    Lag: "1,240",
    Behind: "6.04 s",
    p99: "–",
    "Redelivered to it": "0",
    "Done more than once": "1,234",
  });
});

test("a channel tells what waits and what is out", () => {
  const node = { ...unmeasured, ready: 486, inFlight: 12, redeliveries: 3, oldest: 5.6, rate: 87 };
  expect(textOf("queue", node)).toEqual({
    Ready: "486",
    "In flight": "12",
    Redelivered: "3",
    Oldest: "5.6 s",
    "Rate out": "87/s",
  });
});

test("a database tells how much of it is in use", () => {
  expect(textOf("database", { ...unmeasured, rate: 242, utilization: 0.414 })).toEqual({
    Rate: "242/s",
    "In use": "41 %",
    p99: "–",
  });
});
