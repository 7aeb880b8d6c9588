import { expect, test } from "vitest";
import {
  type Frame,
  INSTANCE_COLUMN,
  INSTANCE_COLUMNS,
  LINK_COLUMN,
  LINK_COLUMNS,
  NODE_COLUMN,
  NODE_COLUMNS,
  PARTITION_COLUMN,
  PARTITION_COLUMNS,
  System,
} from "../../../simulator/index.ts";
import { fits, frameKeyOf, linkFigures, nodeFigures } from "./nodeFigures.ts";

const system = System.parse({
  messageTypes: { Paid: { kind: "event" } },
  nodes: {
    q: { kind: "queue", capacity: { messages: 100 } },
    pay: { kind: "consumer", instances: 2, handlers: { "*": [] } },
    log: { kind: "stream", partitions: 2 },
  },
  links: { l: { kind: "subscribe", source: "q", target: "pay" } },
});
const key = frameKeyOf(system, {
  promise: { objective: "lag", node: "pay", below: 50 },
});
const [Q, PAY, LOG] = [0, 1, 2];

type Values<Columns> = { [Column in keyof Columns]?: number };

function rows<Columns extends Record<string, number>>(
  columns: Columns,
  width: number,
  values: readonly Values<Columns>[],
  empty: number,
): Float64Array<ArrayBuffer> {
  const flat = new Float64Array(values.length * width).fill(empty);
  values.forEach((row, index) => {
    for (const [column, value] of Object.entries(row)) {
      flat[index * width + (columns[column] ?? 0)] = value as number;
    }
  });
  return flat;
}

function frameOf(
  nodes: readonly Values<typeof NODE_COLUMN>[],
  more: {
    links?: readonly Values<typeof LINK_COLUMN>[];
    instances?: readonly Values<typeof INSTANCE_COLUMN>[];
    partitions?: readonly Values<typeof PARTITION_COLUMN>[];
  } = {},
): Frame {
  return {
    now: 10,
    eventCount: 0,
    nodes: rows(NODE_COLUMN, NODE_COLUMNS, nodes, Number.NaN),
    links: rows(LINK_COLUMN, LINK_COLUMNS, more.links ?? [{}], 0),
    instances: rows(INSTANCE_COLUMN, INSTANCE_COLUMNS, more.instances ?? [], Number.NaN),
    partitions: rows(PARTITION_COLUMN, PARTITION_COLUMNS, more.partitions ?? [], 0),
    departures: new Float64Array(0),
    overflow: new Float64Array(0),
  };
}

const healthOf = (node: number, nodes: Parameters<typeof frameOf>[0], links = [{}]) =>
  nodeFigures(frameOf(nodes, { links }), key, node)?.health;

test("what waits in a channel is ready, what a consumer has still to handle is its lag", () => {
  const frame = frameOf([
    { ready: 40, rateOut: 87, inFlight: 3, peakReady: 60 },
    { ready: 43, oldestSeconds: 0.5, rateOut: 86, redelivered: 4, duplicates: 2 },
    {},
  ]);
  expect(nodeFigures(frame, key, Q)).toMatchObject({ ready: 40, rate: 87, scale: 100 });
  expect(nodeFigures(frame, key, Q)?.lagMessages).toBeNaN();
  const pay = nodeFigures(frame, key, PAY);
  expect(pay).toMatchObject({ lagMessages: 43, lagSeconds: 0.5, redeliveries: 4, duplicates: 2 });
  expect(pay?.ready).toBeNaN();
});

test("health: the gravest thing that holds", () => {
  expect(healthOf(PAY, [{}, { instancesDown: 1, instancesPaused: 1 }, {}])).toBe("crashed");
  expect(healthOf(PAY, [{}, { instancesPaused: 1 }, {}])).toBe("paused");
  expect(healthOf(PAY, [{}, { isFaulty: 1, rateOut: 1 }, {}], [{ isCut: 1 }])).toBe("partitioned");
  expect(healthOf(PAY, [{}, { ready: 51, rateOut: 5 }, {}])).toBe("saturated");
  expect(healthOf(PAY, [{}, { ready: 20, utilization: 1, oldestSeconds: 0.2 }, {}])).toBe("busy");
  expect(healthOf(PAY, [{}, { ready: 20, utilization: 1, oldestSeconds: 6 }, {}])).toBe(
    "saturated",
  );
  expect(healthOf(Q, [{ ready: 99, rateOut: 1 }, {}, {}])).toBe("saturated");
  expect(healthOf(Q, [{ ready: 0, rateIn: 0, rateOut: 0, inFlight: 0 }, {}, {}])).toBe("idle");
});

test("instances are those of the node, partitions show their slowest group", () => {
  const frame = frameOf([{}, {}, {}], {
    instances: [
      { node: PAY, slots: 6, busy: 4, isCrashed: 0, isPaused: 0 },
      { node: PAY, slots: 6, busy: 0, isCrashed: 1, isPaused: 0, backIn: 5.9 },
    ],
    partitions: [
      { node: LOG, group: 0, partition: 0, end: 90, committed: 80 },
      { node: LOG, group: 0, partition: 1, end: 70, committed: 70 },
      { node: LOG, group: 1, partition: 0, end: 90, committed: 30 },
    ],
  });
  expect(nodeFigures(frame, key, PAY)?.instances).toMatchObject([
    { busy: 4, isCrashed: false },
    { busy: 0, isCrashed: true, backIn: 5.9 },
  ]);
  expect(nodeFigures(frame, key, LOG)?.partitions).toEqual([
    { start: 0, end: 90, committed: 30 },
    { start: 0, end: 70, committed: 70 },
  ]);
  expect(nodeFigures(frame, key, Q)?.instances).toEqual([]);
});

test("a link tells its rate, whether it is cut, and how far behind its end is", () => {
  const frame = frameOf([{}, {}, {}], { links: [{ rate: 87, isCut: 1, lagSeconds: 6 }] });
  expect(linkFigures(frame, 0)).toEqual({ rate: 87, isCut: true, lagSeconds: 6 });
});

test("a frame of another system is told by its size", () => {
  expect(fits(frameOf([{}, {}, {}]), key)).toBe(true);
  expect(fits(frameOf([{}, {}]), key)).toBe(false);
});
