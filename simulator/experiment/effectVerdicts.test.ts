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

/** Orders that a shop confirms, and visits that nobody confirms, through one topic: half of the confirmations fail. */
function twoKindsOfRoots() {
  const once = (message: string, limit: number) => ({
    kind: "producer",
    messages: { [message]: 1 },
    arrivals: { process: "constant", rate: "1/s" },
    limit,
  });
  const effect = (name: string) => ({ do: "work", time: "1 ms", effect: name });
  const simulation = run({
    messageTypes: Object.fromEntries(
      ["Order", "Visit", "Confirm", "Reminder"].map((name) => [name, { kind: "event" }]),
    ),
    nodes: {
      shop: once("Order", 10),
      site: once("Visit", 30),
      facts: {
        kind: "topic",
        routing: "pattern",
        subscriptions: { counter: { filter: { messages: ["Visit"] } } },
      },
      orders: { kind: "queue" },
      sales: {
        kind: "consumer",
        handlers: {
          "*": [
            effect("sold"),
            { do: "publish", message: "Confirm", to: "mails" },
            { do: "publish", message: "Reminder", to: "mails", newRoot: true },
          ],
        },
      },
      counter: { kind: "consumer", handlers: { Visit: [effect("counted")] } },
      mails: { kind: "queue" },
      mailer: {
        kind: "consumer",
        handlers: {
          Confirm: [{ do: "fail", with: "permanent", probability: 0.5 }, effect("confirmed")],
          Reminder: [effect("reminded")],
        },
      },
    },
    links: {
      a: line("publish", "shop", "facts"),
      b: line("publish", "site", "facts"),
      c: line("bind", "facts", "orders", { keys: ["Order"] }),
      d: line("subscribe", "orders", "sales"),
      e: line("subscribe", "facts", "counter"),
      f: line("publish", "sales", "mails"),
      g: line("subscribe", "mails", "mailer"),
    },
    scenario: { duration: "60 s", drain: true },
  });
  simulation.advanceTo(Infinity);
  return simulation.summary().effects;
}

test("H14: an effect is missing only for roots from which a way leads to it", () => {
  const effects = twoKindsOfRoots();
  const missing = Object.entries(effects).map(([name, counts]) => [name, counts.missing]);
  const { happened } = effects.confirmed!;
  expect(Object.fromEntries(missing)).toEqual({
    sold: 0,
    counted: 0,
    confirmed: 10 - happened,
    reminded: 0,
  });
  expect(happened).toBeLessThan(10);
});
