import { expect, test } from "vitest";
import type { ScenarioText } from "../../simulator/index.ts";
import { type TypeUser, usersOf } from "./usersOf.ts";
import { usesOverTime } from "./usesOverTime.ts";

const shop: TypeUser = { id: "shop", title: "Shop", role: "writes", versions: ["1"] };
const billing: TypeUser = { id: "billing", title: "Billing", role: "reads", versions: ["1", "2"] };
const log: TypeUser = { id: "log", title: "Log", role: "reads", versions: undefined };

const scenario: ScenarioText = {
  duration: "12 min",
  faults: {
    "shop-v3": { fault: "deploy", target: "shop", at: "4 min", writes: { Order: "3" } },
    "billing-v3": { fault: "deploy", target: "billing", at: "9 min", reads: { Order: ["1", "3"] } },
    other: { fault: "deploy", target: "shop", at: "5 min", writes: { Refund: "9" } },
    crash: { fault: "crash", target: "billing", at: "2 min" },
  },
};

test("a deploy changes what is written and read from its beginning on; between, the reader lacks it", () => {
  const [writer, reader, all] = usesOverTime([shop, billing, log], "Order", scenario, 720);
  expect(writer?.uses).toEqual([
    { from: 0, to: 240, versions: ["1"], lacking: [] },
    { from: 240, to: 720, versions: ["3"], lacking: [] },
  ]);
  expect(reader?.uses).toEqual([
    { from: 0, to: 240, versions: ["1", "2"], lacking: [] },
    { from: 240, to: 540, versions: ["1", "2"], lacking: ["3"] },
    { from: 540, to: 720, versions: ["1", "3"], lacking: [] },
  ]);
  expect(all?.uses).toEqual([{ from: 0, to: 720, versions: undefined, lacking: [] }]);
});

test("without a scenario the design alone speaks, for the whole time", () => {
  const [writer] = usesOverTime([shop], "Order", undefined, 600);
  expect(writer?.uses).toEqual([{ from: 0, to: 600, versions: ["1"], lacking: [] }]);
});

test("those who use a type are found in the design", () => {
  const design = {
    format: 3 as const,
    name: "Shop",
    system: {
      messageTypes: { Order: { kind: "event" as const, versions: { "1": {} } } },
      nodes: {
        shop: {
          kind: "producer" as const,
          messages: { Order: 1 },
          arrivals: { process: "poisson" as const, rate: "1/s" },
        },
      },
    },
  };
  const [writer] = usesOverTime(usersOf(design, "Order"), "Order", undefined, 60);
  expect(writer?.uses).toEqual([{ from: 0, to: 60, versions: ["1"], lacking: [] }]);
});
