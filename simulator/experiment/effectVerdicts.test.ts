import { expect, test } from "vitest";
import { line, run } from "./testing.ts";

/** Ten orders of three parcels each, every parcel with a key of its own; each is sent as often as given. */
function parcels(times: string, sendings: number) {
  const simulation = run({
    keys: { order: {}, parcel: {} },
    messageTypes: { Order: { kind: "event", key: "order" }, Parcel: { kind: "event" } },
    nodes: {
      shop: {
        kind: "producer",
        messages: { Order: 1 },
        arrivals: { process: "constant", rate: "1/s" },
        limit: 10,
      },
      orders: { kind: "queue" },
      packing: {
        kind: "consumer",
        handlers: { Order: [{ do: "publish", message: "Parcel", count: 3, draws: ["parcel"] }] },
      },
      parcels: { kind: "queue" },
      post: {
        kind: "consumer",
        handlers: {
          Parcel: Array.from({ length: sendings }, () => ({
            do: "work",
            time: "1 ms",
            effect: "send",
            effectKey: "parcel",
          })),
        },
      },
    },
    links: {
      a: line("publish", "shop", "orders"),
      b: line("subscribe", "orders", "packing"),
      c: line("publish", "packing", "parcels"),
      d: line("subscribe", "parcels", "post"),
    },
    scenario: { duration: "20 s", drain: true },
    objectives: { sent: { objective: "effects", effect: "send", times } },
  });
  simulation.advanceTo(Infinity);
  return simulation.summary().objectives[0];
}

test("H14: whether an effect is missing for keys of its own is not known, and no promise of it passes", () => {
  expect(parcels("exactly-once", 1)).toMatchObject({ passed: undefined, measured: undefined });
  expect(parcels("at-least-once", 1)).toMatchObject({ passed: undefined, measured: undefined });
});

test("H14: that it happened too often for a key is known", () => {
  expect(parcels("at-most-once", 1)).toMatchObject({ passed: true, measured: 0 });
  expect(parcels("at-most-once", 2)).toMatchObject({ passed: false, measured: 30 });
  expect(parcels("exactly-once", 2)).toMatchObject({ passed: false, measured: 30 });
});
