import { expect, test } from "vitest";
import { Saga, type SagaHistory, type SagaMoment } from "../../simulator/index.ts";
import { instancePath } from "./instancePath.ts";
import { stateDiagram } from "./stateDiagram.ts";
import { timesRows } from "./timesRows.ts";

const step = (name: string, more: object = {}) => ({
  name,
  command: `Do${name}`,
  compensation: { command: `Undo${name}` },
  ...more,
});

/** Stock, then payment and carrier side by side, then the parcel, which cannot be taken back. */
const saga = Saga.parse({
  kind: "saga",
  mode: "orchestrated",
  correlation: "order",
  begins: "Placed",
  steps: [
    step("Stock"),
    step("Payment", { parallel: "both" }),
    step("Carrier", { parallel: "both" }),
    { name: "Parcel", command: "Ship", pivot: true },
  ],
});

/** Moments a tenth of a second apart: "Stock done", or a word on the whole instance. */
function history(...words: string[]): SagaHistory {
  const moments = ["begun", ...words].map((text, i): SagaMoment => {
    const [first, second] = text.split(" ");
    const state = (second ?? first) as SagaMoment["state"];
    return { at: 5 + i / 10, step: second === undefined ? undefined : first, state };
  });
  return { root: 1, key: 7, outcome: "compensated", moments };
}

const refused = history(
  "Stock sent",
  "Stock done",
  "Payment sent",
  "Carrier sent",
  "Payment failed",
  "Carrier done",
  "Carrier compensating",
  "Carrier compensated",
  "Stock compensating",
  "Stock compensated",
  "compensated",
);

test("steps stand in columns, side by side ones in one, and what takes them back below", () => {
  const { states, columns } = stateDiagram(saga);
  const at = Object.fromEntries(states.map(({ id, column, row }) => [id, [column, row]]));
  expect(columns).toBe(5);
  expect(at).toEqual({
    begin: [0, 0.5],
    "step 0": [1, 0.5],
    "step 1": [2, 0],
    "step 2": [2, 1],
    "step 3": [3, 0.5],
    completed: [4, 0.5],
    "back 0": [1, 2.5],
    "back 1": [2, 2],
    "back 2": [2, 3],
    compensated: [0, 2.5],
  });
});

test("ways lead forward, and from each step that can be refused to what is taken back first", () => {
  const ways = stateDiagram(saga).links.map(({ from, to }) => `${from} > ${to}`);
  expect(ways).toEqual([
    "begin > step 0",
    "step 0 > step 1",
    "step 0 > step 2",
    "step 1 > step 3",
    "step 2 > step 3",
    "step 3 > completed",
    "step 0 > compensated",
    "back 0 > compensated",
    "step 1 > back 2",
    "back 1 > back 0",
    "step 2 > back 1",
    "back 2 > back 1",
    "step 3 > back 2",
  ]);
});

test("an instance takes the way of what happened to it", () => {
  const { links, marks, late } = instancePath(saga, refused);
  expect(links.map(({ from, to }) => `${from} > ${to}`)).toEqual([
    "begin > step 0",
    "step 0 > step 1",
    "step 0 > step 2",
    "step 1 > back 2",
    "back 2 > back 0",
    "back 0 > compensated",
  ]);
  expect(marks.get("step 1")).toEqual({ tone: "bad", caption: "refused, 200 ms" });
  expect(marks.get("back 2")).toEqual({ tone: "passed", caption: "100 ms" });
  expect(marks.get("compensated")?.caption).toBe("after 1.1 s");
  expect(marks.has("step 3")).toBe(false);
  expect(late).toBeUndefined();
});

test("a completed instance goes through all steps; a late answer is told apart", () => {
  const forward = history("Stock sent", "Stock done", "Payment sent", "Payment done", "completed");
  const { links } = instancePath(saga, forward);
  expect(links.at(-1)).toEqual({ from: "step 1", to: "completed" });
  const after = history("Stock sent", "Stock unknown", "compensated", "Stock done", "inconsistent");
  const { late, marks } = instancePath(saga, after);
  expect(late).toEqual({ from: "step 0", words: "done 100 ms after it was compensated" });
  expect(marks.get("step 0")?.tone).toBe("bad");
});

test("the times of an instance: each step, then what takes it back, the last one first", () => {
  const rows = timesRows(saga, refused);
  expect(rows.map(({ label, isBack }) => (isBack ? `undo ${label}` : label))).toEqual([
    "Stock",
    "Payment",
    "Carrier",
    "Parcel",
    "undo Carrier",
    "undo Payment",
    "undo Stock",
  ]);
  const [stock, payment, , parcel, carrier] = rows.map(({ stretches }) =>
    stretches.map(({ from, to, outcome }) => [
      Number(from.toFixed(3)),
      Number(to.toFixed(3)),
      outcome,
    ]),
  );
  expect(stock).toEqual([[0.1, 0.2, "done"]]);
  expect(payment).toEqual([[0.3, 0.5, "failed"]]);
  expect(parcel).toEqual([]);
  expect(carrier).toEqual([[0.7, 0.8, "done"]]);
});
