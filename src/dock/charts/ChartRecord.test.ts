import { expect, test } from "vitest";
import { ChartRecord, type PanelFigures, type PanelSource } from "./ChartRecord.ts";
import { chartCsv } from "./chartCsv.ts";
import { chartList } from "./chartList.ts";

const nothing: PanelFigures = {
  rate: Number.NaN,
  endRate: Number.NaN,
  ready: Number.NaN,
  lagMessages: Number.NaN,
  lagSeconds: Number.NaN,
  utilization: Number.NaN,
  p99: Number.NaN,
  redeliveries: 0,
  duplicates: 0,
};

function sourceOf(figures: Record<string, Partial<PanelFigures>>): PanelSource {
  return {
    subscribe: () => () => undefined,
    figuresOf: (id) => figures[id] && { ...nothing, ...figures[id] },
  };
}

const nodes = [
  { id: "shop", kind: "producer" },
  { id: "q", kind: "queue" },
  { id: "pay", kind: "consumer" },
] as const;

const system = {
  shop: { rate: 120, endRate: 85, p99: 1.5 },
  q: { ready: 40 },
  pay: {
    rate: 87,
    lagMessages: 40,
    lagSeconds: 2,
    utilization: 0.5,
    redeliveries: 3,
    duplicates: 1,
  },
};

test("of the whole: what is made, what of it is done with, how long it takes, what was repeated", () => {
  const record = new ChartRecord(nodes, 1500);
  record.sample(1, sourceOf(system));
  const of = (quantity: "produced" | "ended" | "p99" | "redelivered" | "doneTwice") =>
    record.lines([{ quantity }])[1];
  expect([of("produced"), of("ended"), of("p99"), of("redelivered"), of("doneTwice")]).toEqual([
    [120],
    [85],
    [1.5],
    [3],
    [1],
  ]);
});

test("of a node: what it does, what waits, for how long, and how busy it is in per cent", () => {
  const record = new ChartRecord(nodes, 1500);
  record.sample(1, sourceOf(system));
  const wanted = (["rate", "waiting", "age", "busy"] as const).map((quantity) => ({
    quantity,
    node: "pay",
  }));
  expect(record.lines(wanted)).toEqual([[1], [87], [40], [2], [50]]);
  expect(record.lines([{ quantity: "waiting", node: "q" }])).toEqual([[1], [40]]);
});

test("what is known of moments only is drawn from the engine's series too", () => {
  const record = new ChartRecord(nodes, 1500);
  const of = (node: number, name: string, ...values: number[]) => ({
    node,
    name,
    width: 1,
    values,
  });
  record.backfill([
    of(0, "throughput", 100, 110),
    of(0, "p99", Number.NaN, 0.3),
    of(2, "oldestSeconds", 1, 2),
    of(2, "utilization", 0.5, 0.6),
    of(2, "redelivered", 3, 4),
    of(2, "duplicates", 0, 1),
    of(2, "repeatedEffects", 1, 2),
  ]);
  const whole = (["p99", "redelivered", "doneTwice"] as const).map((quantity) => ({ quantity }));
  expect(record.lines(whole).slice(1)).toEqual([
    [null, 0.3],
    [3, 4],
    [1, 2],
  ]);
  const pay = (["age", "busy"] as const).map((quantity) => ({ quantity, node: "pay" }));
  expect(record.lines(pay).slice(1)).toEqual([
    [1, 2],
    [50, 60],
  ]);
});

test("how busy a service of a fixed size is over a bucket is the mean over its slots", () => {
  const record = new ChartRecord([{ id: "pay", kind: "consumer", slots: 4 }], 1500);
  record.backfill([
    { node: 0, name: "busy", width: 1, values: [1, 3] },
    { node: 0, name: "utilization", width: 1, values: [0, 1] },
  ]);
  expect(record.lines([{ quantity: "busy", node: "pay" }])[1]).toEqual([25, 75]);
});

test("the engine's series fill in what nobody looked at and leave what it keeps none of", () => {
  const record = new ChartRecord(nodes, 1500);
  record.sample(1.5, sourceOf(system));
  record.backfill([
    { node: 0, name: "throughput", width: 1, values: [100, 110] },
    { node: 0, name: "ended", width: 1, values: [90, 95] },
    { node: 1, name: "depth", width: 1, values: [5, 6] },
    { node: 2, name: "lag", width: 1, values: [5, 6] },
  ]);
  expect(record.lines([{ quantity: "produced" }, { quantity: "ended" }])).toEqual([
    [0.5, 1.5],
    [100, 110],
    [90, 95],
  ]);
  expect(record.lines([{ quantity: "waiting", node: "pay" }])[1]).toEqual([5, 6]);
  expect(record.lines([{ quantity: "busy", node: "pay" }])[1]).toEqual([50, 50]);
});

test("the table has a row for each moment and a column for each line, with unit", () => {
  const design = {
    format: 3 as const,
    name: "Shop",
    system: { nodes: { q: { kind: "queue" as const, name: 'The "q"' } } },
  };
  const record = new ChartRecord(nodes, 1500);
  record.sample(1, sourceOf(system));
  const charts = chartList(design, []).filter(({ id }) => id === "waiting");
  expect(chartCsv(charts, record)).toBe(
    'seconds,"Waiting in channels, The ""q"" (messages)"\n1,40\n',
  );
});
