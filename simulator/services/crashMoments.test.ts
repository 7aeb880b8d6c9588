import { describe, expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";

/** What one message came to: effects, publications that arrived, and whether anything of it was lost. */
interface Outcome {
  readonly effect: number;
  readonly told: number;
  readonly lost: number;
}

type Moment = readonly [step: number, when: "before" | "during" | "done" | "after"];

/** One message for a handler whose instance crashes once, at a moment of a step. */
function crashed(steps: readonly object[], [step, when]: Moment, consumer: object = {}): Outcome {
  const simulation = run({
    keys: { order: {} },
    messageTypes: {
      M: { kind: "event", key: "order" },
      Told: { kind: "event", key: "order" },
    },
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 1 } },
      q: { kind: "queue" },
      c: { kind: "consumer", handlers: { M: steps }, restart: "1 s", ...consumer },
      out: { kind: "queue" },
      db: { kind: "database", outbox: {} },
      plain: { kind: "dependency", latency: "10 ms" },
      honors: { kind: "dependency", latency: "10 ms", idempotency: {} },
    },
    links: {
      in: line("publish", "p", "q"),
      take: line("subscribe", "q", "c"),
      write: line("write", "c", "db"),
      ask: line("call", "c", "plain"),
      askSafely: line("call", "c", "honors"),
      tell: line("publish", "c", "out"),
      relay: line("publish", "db", "out"),
    },
    scenario: {
      duration: "10 s",
      drain: true,
      faults: { crash: { fault: "crash", target: "c", atStep: { step, when, occurrence: 1 } } },
    },
  });
  simulation.advanceTo(Infinity);
  expect(simulation.checkInvariants()).toEqual([]);
  const { effects, nodes, lost } = simulation.summary();
  const out = nodes.out;
  return {
    effect: effects.write?.happened ?? 0,
    told: out?.kind === "queue" ? out.published : Number.NaN,
    lost: lost["acknowledged-early"] ?? 0,
  };
}

const write = { do: "write", to: "db", effect: "write" };
const tell = { do: "publish", message: "Told", to: "out" };
const ack = { do: "ack" };
const both = { transaction: "both" };
const outbox = [
  { ...write, ...both },
  { ...tell, via: { outbox: "db" }, ...both },
];
const call = (to: string, key: object = {}): object => ({
  do: "call",
  to,
  effect: "write",
  ...key,
});
const dedup = (record: "before" | "after" | "transaction") => ({
  deduplication: {
    store: { database: "db" },
    record: record === "transaction" ? { transaction: "both" } : record,
  },
});

/** Written by hand: handler, moment of the crash, and what the one message comes to. */
const TABLE: readonly [string, readonly object[], Moment, [number, number, number], object?][] = [
  ["ack first: before the ack", [ack, write], [0, "before"], [1, 0, 0]],
  ["ack first: after the ack the work is lost", [ack, write], [1, "before"], [0, 0, 1]],
  ["ack first: asked for and not done", [ack, write], [1, "during"], [0, 0, 1]],
  ["ack first: done, and nobody knows", [ack, write], [1, "done"], [1, 0, 1]],
  ["ack last: before the work", [write], [0, "before"], [1, 0, 0]],
  ["ack last: asked for and not done", [write], [0, "during"], [1, 0, 0]],
  ["ack last: done, and nobody knows", [write], [0, "done"], [2, 0, 0]],
  ["ack last: after the work", [write], [0, "after"], [2, 0, 0]],
  ["write, then publish: between", [write, tell], [1, "before"], [2, 1, 0]],
  ["write, then publish: after both", [write, tell], [1, "after"], [2, 2, 0]],
  ["publish, then write: between", [tell, write], [1, "before"], [1, 2, 0]],
  ["ack, write, publish: written and never told", [ack, write, tell], [2, "before"], [1, 0, 1]],
  ["ack, publish, write: a phantom", [ack, tell, write], [2, "before"], [0, 1, 1]],
  ["outbox: between the steps nothing is done", outbox, [1, "before"], [1, 1, 0]],
  ["outbox: the commit is not sent", outbox, [1, "during"], [1, 1, 0]],
  ["outbox: committed, and nobody knows", outbox, [1, "done"], [2, 2, 0]],
  ["outbox after an ack: never one without the other", [ack, ...outbox], [2, "before"], [0, 0, 1]],
  ["outbox after an ack, committed", [ack, ...outbox], [2, "done"], [1, 1, 1]],
  ["record before the work: the work is lost", [write], [0, "before"], [0, 0, 0], dedup("before")],
  ["record before the work: after it", [write], [0, "after"], [1, 0, 0], dedup("before")],
  ["record after the work: before it", [write], [0, "before"], [1, 0, 0], dedup("after")],
  ["record after the work: twice", [write], [0, "done"], [2, 0, 0], dedup("after")],
  ["dual write, before both", [write, tell], [0, "before"], [1, 1, 0]],
  ["dual write: the write asked for and not done", [write, tell], [0, "during"], [1, 1, 0]],
  ["dual write: written, and nobody knows", [write, tell], [0, "done"], [2, 1, 0]],
  ["dual write: after the write", [write, tell], [0, "after"], [2, 1, 0]],
  ["told first: before both", [tell, write], [0, "before"], [1, 1, 0]],
  ["told first: the write asked for and not done", [tell, write], [1, "during"], [1, 2, 0]],
  ["told first: written, and nobody knows", [tell, write], [1, "done"], [2, 2, 0]],
  ["told first: after both", [tell, write], [1, "after"], [2, 2, 0]],
  ["outbox: before the first step", outbox, [0, "before"], [1, 1, 0]],
  ["outbox: after the commit", outbox, [1, "after"], [2, 2, 0]],
  ["ack first: after the work", [ack, write], [1, "after"], [1, 0, 1]],
  ["record before the work: not done", [write], [0, "during"], [0, 0, 0], dedup("before")],
  ["record before the work: done", [write], [0, "done"], [1, 0, 0], dedup("before")],
  ["record after the work: not done", [write], [0, "during"], [1, 0, 0], dedup("after")],
  ["record after the work: after it", [write], [0, "after"], [2, 0, 0], dedup("after")],
  ["outside effect: before the call", [call("plain")], [0, "before"], [1, 0, 0]],
  ["outside effect: asked for and not done", [call("plain")], [0, "during"], [1, 0, 0]],
  ["outside effect: after the call", [call("plain")], [0, "after"], [2, 0, 0]],
  [
    "outside effect: honored, asked for and not done",
    [call("honors", { idempotencyKey: "order" })],
    [0, "during"],
    [1, 0, 0],
  ],
  [
    "broker transaction: before the work",
    [write, { ...tell, via: "transaction" }],
    [0, "before"],
    [1, 1, 0],
  ],
  [
    "broker transaction: the write stays, what was published does not",
    [write, { ...tell, via: "transaction" }],
    [1, "before"],
    [2, 1, 0],
  ],
  [
    "record with the work: before",
    [{ ...write, ...both }],
    [0, "during"],
    [1, 0, 0],
    dedup("transaction"),
  ],
  [
    "record with the work: once",
    [{ ...write, ...both }],
    [0, "done"],
    [1, 0, 0],
    dedup("transaction"),
  ],
  ["outside effect: twice", [call("plain")], [0, "done"], [2, 0, 0]],
  [
    "outside effect: the consumer's own record does not help",
    [call("plain")],
    [0, "done"],
    [2, 0, 0],
    dedup("after"),
  ],
  [
    "outside effect: a key that is not honored",
    [call("plain", { idempotencyKey: "order" })],
    [0, "done"],
    [2, 0, 0],
  ],
  [
    "outside effect: a key that is honored",
    [call("honors", { idempotencyKey: "order" })],
    [0, "done"],
    [1, 0, 0],
  ],
  [
    "outside effect: honored, after the call",
    [call("honors", { idempotencyKey: "order" })],
    [0, "after"],
    [1, 0, 0],
  ],
  [
    "broker transaction: nothing is published before its end",
    [write, { ...tell, via: "transaction" }],
    [1, "after"],
    [2, 1, 0],
  ],
];

describe("F6: a crash at each moment of a step", () => {
  it.each(TABLE)("%s", (_, steps, moment, [effect, told, lost], consumer) => {
    expect(crashed(steps, moment, consumer)).toEqual({ effect, told, lost });
  });
});
