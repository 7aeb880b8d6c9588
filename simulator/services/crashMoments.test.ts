import { describe, expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";

/** What one message came to: effects, publications that arrived, and whether anything of it was lost. */
interface Outcome {
  readonly effect: number;
  readonly told: number;
  readonly lost: number;
}

const WHEN = ["before", "during", "done", "after"] as const;
type Moment = readonly [step: number, when: (typeof WHEN)[number]];

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

interface Row {
  readonly handler: string;
  readonly steps: readonly object[];
  readonly consumer?: object;
  /**
   * For each step the four moments of a crash: before it, during it (a request is asked for and not done, anything
   * else is on its way), when it is done and nobody knows, and after it. For each of them three digits: how often
   * the effect happens, how often it is told, and whether the handling is lost.
   */
  readonly outcomes: readonly string[];
}

const key = { idempotencyKey: "order" };

/** Written by hand: what one message comes to, whenever its handler crashes. */
const TABLE: readonly Row[] = [
  { handler: "ack first", steps: [ack, write], outcomes: ["100 001 001 001", "001 001 101 101"] },
  { handler: "ack last", steps: [write, ack], outcomes: ["100 100 200 200", "200 101 101 101"] },
  { handler: "ack at the end of the handler", steps: [write], outcomes: ["100 100 200 200"] },
  {
    handler: "dual write, written first",
    steps: [write, tell],
    outcomes: ["110 110 210 210", "210 220 220 220"],
  },
  {
    handler: "dual write, told first",
    steps: [tell, write],
    outcomes: ["110 120 120 120", "120 120 220 220"],
  },
  {
    handler: "ack, then dual write, written first: written and never told",
    steps: [ack, write, tell],
    outcomes: ["110 001 001 001", "001 001 101 101", "101 111 111 111"],
  },
  {
    handler: "ack, then dual write, told first: a phantom",
    steps: [ack, tell, write],
    outcomes: ["110 001 001 001", "001 011 011 011", "011 011 111 111"],
  },
  { handler: "outbox", steps: outbox, outcomes: ["110 110 110 110", "110 110 220 220"] },
  {
    handler: "ack, then outbox: never one without the other",
    steps: [ack, ...outbox],
    outcomes: ["110 001 001 001", "001 001 001 001", "001 001 111 111"],
  },
  {
    handler: "database transaction of two writes: both or none",
    steps: [
      { ...write, ...both },
      { ...write, ...both },
    ],
    outcomes: ["200 200 200 200", "200 200 400 400"],
  },
  {
    handler: "broker transaction: the write stays, what was published does not",
    steps: [write, { ...tell, via: "transaction" }],
    outcomes: ["110 110 210 210", "210 210 210 210"],
  },
  {
    handler: "record before the work: the work is lost",
    steps: [write],
    consumer: dedup("before"),
    outcomes: ["000 000 100 100"],
  },
  {
    handler: "record after the work: the crash between them stays",
    steps: [write],
    consumer: dedup("after"),
    outcomes: ["100 100 200 200"],
  },
  {
    handler: "record with the work: once",
    steps: [{ ...write, ...both }],
    consumer: dedup("transaction"),
    outcomes: ["100 100 100 100"],
  },
  {
    handler: "record with the work, then told: it may be told by nobody",
    steps: [{ ...write, ...both }, tell],
    consumer: dedup("transaction"),
    outcomes: ["110 110 100 100", "100 110 110 110"],
  },
  {
    handler: "record, work and outbox in one: once and told once",
    steps: outbox,
    consumer: dedup("transaction"),
    outcomes: ["110 110 110 110", "110 110 110 110"],
  },
  { handler: "outside effect", steps: [call("plain")], outcomes: ["100 100 200 200"] },
  {
    handler: "outside effect, recorded before: it may not happen",
    steps: [call("plain")],
    consumer: dedup("before"),
    outcomes: ["000 000 100 100"],
  },
  {
    handler: "outside effect, recorded after: the record does not help",
    steps: [call("plain")],
    consumer: dedup("after"),
    outcomes: ["100 100 200 200"],
  },
  {
    handler: "outside effect, a key that is not honored",
    steps: [call("plain", key)],
    outcomes: ["100 100 200 200"],
  },
  {
    handler: "outside effect, no key where one would be honored",
    steps: [call("honors")],
    outcomes: ["100 100 200 200"],
  },
  {
    handler: "outside effect, a key that is honored",
    steps: [call("honors", key)],
    outcomes: ["100 100 100 100"],
  },
  {
    handler: "outside effect, a key that is honored, recorded after",
    steps: [call("honors", key)],
    consumer: dedup("after"),
    outcomes: ["100 100 100 100"],
  },
];

describe("F6: a crash at each moment of each step", () => {
  it.each(TABLE)("$handler", ({ steps, consumer, outcomes }) => {
    const found = steps.map((_, step) =>
      WHEN.map((when) => {
        const { effect, told, lost } = crashed(steps, [step, when], consumer);
        return `${effect}${told}${lost}`;
      }).join(" "),
    );
    expect(found).toEqual(outcomes);
  });
});
