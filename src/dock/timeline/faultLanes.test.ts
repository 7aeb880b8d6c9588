import { expect, test } from "vitest";
import type { Intervention } from "../../../simulator/index.ts";
import type { Design } from "../../design/index.ts";
import { faultLanes } from "./faultLanes.ts";
import { faultWords } from "./faultWords.ts";

const design: Design = {
  format: 3,
  name: "Test",
  system: {
    messageTypes: { Paid: { kind: "event" } },
    nodes: {
      q: { kind: "queue", name: "payment.q" },
      pay: { kind: "consumer", name: "Payment", restart: "20 s", handlers: { "*": [] } },
    },
    links: { l: { kind: "subscribe", source: "q", target: "pay" } },
  },
};

test("faults of a scenario stand in lanes by target, in order of time", () => {
  const lanes = faultLanes(
    design,
    {
      faults: {
        late: { fault: "crash", target: "pay", instance: 1, at: "192 s" },
        slow: { fault: "slow", target: "q", at: "60 s", for: "30 s" },
        cut: { fault: "cut-off", target: { link: "l" }, at: "550 s" },
      },
    },
    [],
    600,
  );
  expect(lanes.map((lane) => [lane.title, lane.icon])).toEqual([
    ["payment.q", "queue"],
    ["Payment", "consumer"],
    ["payment.q → Payment", "link"],
  ]);
  const marks = lanes.flatMap((lane) => lane.marks);
  expect(marks.map(({ label, from, to }) => [label, from, to])).toEqual([
    ["slow × 3", 60, 90],
    // A crash without a length of its own lasts until the instance has restarted.
    ["instance 2 crashes", 192, 212],
    ["cut off", 550, 600],
  ]);
});

test("what is done by hand stands beside it and ends where it is mended", () => {
  const history: Intervention[] = [
    {
      time: 10,
      eventCount: 0,
      do: "intervene",
      fault: { fault: "slow", target: "pay", factor: 5 },
    },
    { time: 25, eventCount: 0, do: "mend", target: "pay" },
    { time: 40, eventCount: 0, do: "intervene", fault: { fault: "slow", target: "pay" } },
  ];
  const [lane] = faultLanes(design, {}, history, 600);
  expect(lane?.marks.map(({ from, to, isByHand }) => [from, to, isByHand])).toEqual([
    [10, 25, true],
    [40, 600, true],
  ]);
});

test("what is done by hand moves no lane: a target without one gets it below", () => {
  const faults = { late: { fault: "slow", target: "q", at: "300 s" } } as const;
  const history: Intervention[] = [
    { time: 10, eventCount: 0, do: "intervene", fault: { fault: "slow", target: "pay" } },
  ];
  const lanes = faultLanes(design, { faults }, history, 600);
  expect(lanes.map((lane) => lane.target)).toEqual(["q", "pay"]);
});

test("a fault by chance has no time; its law is said instead", () => {
  const faults = { chance: { fault: "crash", target: "pay", mttf: "10 min" } } as const;
  const [lane] = faultLanes(design, { faults }, [], 600);
  expect(lane?.marks[0]).toMatchObject({ isRandom: true, label: "crash, every 10 min or so" });
});

test("once it has struck, a fault by chance stands where it struck", () => {
  const faults = { chance: { fault: "crash", target: "pay", mttf: "10 min" } } as const;
  const seen = {
    simulatedSeconds: 500,
    faults: [
      { id: "chance", fault: "crash", from: 100, until: 120 },
      { id: "other", fault: "slow", from: 200, until: 210 },
      { id: "chance", fault: "crash", from: 490, until: undefined },
    ],
  } as const;
  const [lane] = faultLanes(design, { faults }, [], 600, seen);
  expect(lane?.marks.map(({ from, to, isRandom }) => [from, to, isRandom])).toEqual([
    [100, 120, false],
    [490, 500, false],
  ]);
});

test.each([
  [{ fault: "crash", target: "a" }, "crash"],
  [{ fault: "crash", target: "a", instance: "random" }, "an instance crashes"],
  [{ fault: "pause", target: "a", instance: 0 }, "instance 1 pauses"],
  [{ fault: "loss", link: "l", of: "ack", probability: 0.01 }, "loses ack 1 %"],
  [{ fault: "spike", target: "a", factor: 1.6 }, "spike × 1.6"],
] as const)("%o is told in few words", (fault, words) => {
  expect(faultWords(fault)).toBe(words);
});
