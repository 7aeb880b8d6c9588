import { type Draft, line } from "../../../experiment/testing.ts";
import { channel, consumer, type Directed, oneChannel, type Parts } from "./Directed.ts";

const QUICK = { kind: "database" };
const SLOW = { kind: "database", writeLatency: "2 s", readLatency: "2 s" };

/** A handler beside two databases and another queue; what differs is the row's. */
const beside = (parts: Parts): Draft =>
  oneChannel({
    ...parts,
    nodes: { db: QUICK, other: SLOW, told: { kind: "queue" }, ...parts.nodes },
    links: {
      read: line("read", "c", "db"),
      write: line("write", "c", "db"),
      readOther: line("read", "c", "other"),
      writeOther: line("write", "c", "other"),
      relay: line("publish", "db", "told"),
      relayOther: line("publish", "other", "told"),
      tell: line("publish", "c", "told"),
      ...parts.links,
    },
    duration: parts.duration ?? "5 s",
  });
const sent = (relay: object, duration = "5 s"): Draft =>
  beside({
    nodes: { db: { ...QUICK, outbox: { relay } } },
    steps: [{ do: "publish", message: "M", via: { outbox: "db" } }],
    duration,
  });

const OUTBOXES: readonly Directed[] = [
  {
    leaf: "Database(database).outbox.relay.by",
    values: ["polling", "log-tailing"],
    // The next look would be 50 ms later.
    make: (by) => sent({ by }, "1050 ms"),
    figure: channel("published", "told"),
    second: "more",
  },
  {
    leaf: "Database(database).outbox.relay.latency",
    values: ["10 ms", "10 s"],
    make: (latency) => sent({ by: "log-tailing", latency }),
    figure: channel("published", "told"),
    second: "fewer",
  },
  {
    // What is refused stays in the outbox: it is dead-lettered each time that it is sent again.
    leaf: "Queue(queue).capacity.overflow",
    values: ["dead-letter", "reject-dead-letter"],
    make: (overflow) =>
      beside({
        nodes: {
          db: { ...QUICK, outbox: { relay: { by: "polling", every: "100 ms" } } },
          told: { kind: "queue", capacity: { messages: 2, overflow } },
        },
        links: { bury: line("dead-letter", "told", "dead") },
        steps: [{ do: "publish", message: "M", via: { outbox: "db" } }],
      }),
    figure: channel("published", "dead"),
    second: "more",
  },
  {
    // Who has crashed is back before the others come, or when it is all over.
    leaf: "Database(database).outbox.restart",
    values: ["100 ms", "20 s"],
    make: (restart) =>
      beside({
        nodes: { db: { ...QUICK, outbox: { restart } } },
        steps: [{ do: "publish", message: "M", via: { outbox: "db" } }],
        faults: { x: { fault: "crash", target: "db", at: "1 s" } },
      }),
    figure: channel("published", "told"),
    second: "fewer",
  },
  {
    leaf: "Step(publish).via.outbox",
    values: ["db", "other"],
    make: (outbox) =>
      beside({
        nodes: {
          db: { ...QUICK, outbox: { relay: { by: "polling", every: "100 ms" } } },
          other: { ...QUICK, outbox: { relay: { by: "polling", every: "20 s" } } },
        },
        steps: [{ do: "publish", message: "M", to: "told", via: { outbox } }],
      }),
    figure: channel("published", "told"),
    second: "fewer",
  },
];

const NO_ROOM = { ...QUICK, storage: "50 B" };
const DIES = { x: { fault: "crash", target: "c", at: "300 ms", for: "100 ms" } };

const RECORDS: readonly Directed[] = [
  {
    // All messages have one key.
    leaf: "Consumer(consumer).deduplication.by",
    values: ["message", { key: "k" }],
    make: (by) => beside({ consumer: { deduplication: { by } } }),
    figure: consumer("skipped"),
    second: "more",
  },
  {
    // A record in memory is gone with its process, and what has the same key is handled anew.
    leaf: "Consumer(consumer).deduplication.store",
    values: ["memory", { database: "db" }],
    make: (store) =>
      beside({
        consumer: { deduplication: { by: { key: "k" }, store } },
        faults: DIES,
      }),
    figure: consumer("completed"),
    second: "fewer",
  },
  {
    leaf: "Consumer(consumer).deduplication.store.database",
    values: ["db", "other"],
    make: (database) => beside({ consumer: { deduplication: { store: { database } } }, steps: [] }),
    figure: consumer("completed"),
    second: "fewer",
  },
  {
    // Recorded with the first of its two transactions, a message is known when the handler died in between.
    leaf: "Consumer(consumer).deduplication.record.transaction",
    values: ["second", "first"],
    make: (transaction) =>
      beside({
        consumer: { deduplication: { store: { database: "db" }, record: { transaction } } },
        steps: [
          { do: "write", to: "db", transaction: "first" },
          { do: "work", time: "500 ms" },
          { do: "write", to: "db", transaction: "second" },
        ],
        faults: DIES,
      }),
    figure: consumer("skipped"),
    second: "more",
  },
  {
    // There is no room for what is written: nothing of the transaction happens.
    leaf: "Step(read).transaction",
    values: [undefined, "t"],
    make: (transaction) =>
      beside({
        nodes: { db: NO_ROOM },
        steps: [
          { do: "read", from: "db", effect: "done", transaction },
          { do: "write", to: "db", key: "k", size: "100 B", transaction: "t" },
        ],
      }),
    figure: ({ effects }) => effects.done!.happened,
    second: "fewer",
  },
];

/** Rows of databases: outboxes, records of what was handled, transactions. */
export const databaseRows: readonly Directed[] = [...OUTBOXES, ...RECORDS];
