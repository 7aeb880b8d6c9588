import { expect, test } from "vitest";
import { type ChartFigures, type ChartSource, RunRecord } from "./RunRecord.ts";

const nothing: ChartFigures = {
  rate: Number.NaN,
  endRate: Number.NaN,
  ready: Number.NaN,
  lagMessages: Number.NaN,
};

function sourceOf(figures: Record<string, Partial<ChartFigures>>): ChartSource {
  return {
    subscribe: () => () => undefined,
    figuresOf: (id) => figures[id] && { ...nothing, ...figures[id] },
  };
}

const nodes = [
  { id: "shop", kind: "producer" },
  { id: "q", kind: "queue" },
  { id: "pay", kind: "consumer" },
  { id: "mail", kind: "consumer" },
] as const;

test("the whole is what all producers make, what of it is done with, and what all are behind", () => {
  const record = new RunRecord(nodes, 1500);
  record.sample(
    1,
    sourceOf({
      shop: { rate: 120, endRate: 85 },
      q: { ready: 40 },
      pay: { rate: 87, lagMessages: 40 },
      mail: { rate: 120, lagMessages: 2 },
    }),
  );
  expect(record.lag()).toEqual([[1], [42]]);
  expect(record.throughput()).toEqual([[1], [120], [85]]);
});

test("a rate that is not known yet leaves a hole in the whole, not a dip", () => {
  const record = new RunRecord(nodes, 1500);
  record.sample(1, sourceOf({ shop: { endRate: 87 }, pay: { rate: 87 } }));
  expect(record.throughput()).toEqual([[1], [null], [87]]);
});

test("a node has its own lines; a channel shows what waits in it", () => {
  const record = new RunRecord(nodes, 1500);
  record.sample(1, sourceOf({ q: { ready: 40, rate: 90 }, pay: { rate: 87, lagMessages: 7 } }));
  expect(record.lag("q")).toEqual([[1], [40]]);
  expect(record.throughput("q")).toEqual([[1], [90]]);
  expect(record.lag("pay")).toEqual([[1], [7]]);
  expect(record.lag("mail")).toEqual([[1], [null]]);
});

test("the engine's series fill in what nobody looked at, and leave what it keeps no series of", () => {
  const record = new RunRecord(nodes, 1500);
  record.sample(1.5, sourceOf({ q: { rate: 90 } }));
  record.backfill([
    { node: 0, name: "throughput", width: 1, values: [100, 120] },
    { node: 0, name: "ended", width: 1, values: [95, 110] },
    { node: 1, name: "depth", width: 1, values: [3, 4] },
    { node: 2, name: "throughput", width: 1, values: [80, 90] },
    { node: 2, name: "lag", width: 1, values: [3, 4] },
    { node: 3, name: "lag", width: 1, values: [1, 1] },
  ]);
  expect(record.lag()).toEqual([
    [0.5, 1.5],
    [4, 5],
  ]);
  expect(record.throughput()).toEqual([
    [0.5, 1.5],
    [100, 120],
    [95, 110],
  ]);
  expect(record.lag("q")[1]).toEqual([3, 4]);
  expect(record.throughput("q")[1]).toEqual([90, 90]);
});
