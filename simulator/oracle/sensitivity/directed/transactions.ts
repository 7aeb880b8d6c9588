import type { RunSummary } from "../../../experiment/summarize.ts";
import { type Draft, line } from "../../../experiment/testing.ts";
import { channel, type Directed, oneChannel, type Parts } from "./Directed.ts";

interface Told extends Parts {
  /** What is told by the handler. */
  readonly told?: object;
  readonly isolation?: string;
  readonly assign?: object;
  readonly transaction?: object;
}

const TELLS = { do: "publish", message: "M", to: "told", via: "transaction" };
const SHORT = { do: "work", time: "10 ms" };

/** A handler that tells a stream in a transaction, and who reads the stream. */
function telling({
  told,
  isolation = "read-committed",
  assign = {},
  transaction = {},
  ...parts
}: Told): Draft {
  return oneChannel({
    steps: [SHORT, TELLS],
    ...parts,
    consumer: { publisher: { transaction }, ...parts.consumer },
    nodes: {
      told: {
        kind: "stream",
        partitions: 1,
        subscriptions: { all: { cursor: { start: "earliest", isolation }, assign } },
        ...told,
      },
      listener: { kind: "consumer", handlers: { "*": [] } },
      ...parts.nodes,
    },
    links: {
      tell: line("publish", "c", "told"),
      hear: line("subscribe", "told", "listener", { subscription: "all" }),
      ...parts.links,
    },
  });
}
const heard = ({ nodes }: RunSummary): number => {
  const { listener } = nodes;
  return listener?.kind === "consumer" ? listener.completed : Number.NaN;
};
const FAILS = [SHORT, TELLS, { do: "fail" }];
/** The process dies in the middle of a transaction, and is away for long. */
const DIES = {
  steps: [TELLS, { do: "work", time: "1 s" }],
  faults: { x: { fault: "crash", target: "c", at: "500 ms", for: "1 min" } },
};
const OTHERS = {
  nodes: {
    u: { kind: "producer", messages: { M: 1 }, arrivals: { process: "constant", rate: "5/s" } },
  },
  links: { say: line("publish", "u", "told") },
};

/** Rows of the transactions of brokers. */
export const transactionRows: readonly Directed[] = [
  {
    // The positions of what was read go with what was published, or wait for their interval.
    leaf: "Publishing.transaction.covers",
    values: ["publishes-and-acks", "publishes"],
    make: (covers) =>
      telling({
        transaction: { covers },
        channel: { kind: "stream", subscriptions: { s: { assign: { membership: "static" } } } },
        links: { out: line("subscribe", "q", "c", { subscription: "s" }) },
        consumer: { commit: { interval: "20 s" } },
        faults: { x: { fault: "crash", target: "c", at: "1 s", for: "100 ms" } },
      }),
    figure: heard,
    second: "more",
  },
  {
    // Who works on what was taken back is shut out, or commits all the same.
    leaf: "Publishing.transaction.fenced",
    values: [true, false],
    make: (fenced) =>
      telling({
        transaction: { fenced },
        channel: { lease: { timeout: "1 s" }, attempts: { limit: 3 } },
        consumer: { concurrency: 40 },
        steps: [{ do: "work", time: "2 s" }, TELLS],
      }),
    figure: heard,
    second: "more",
  },
  {
    leaf: "Publishing.transaction.timeout",
    values: ["1 min", "1 s"],
    make: (timeout) => telling({ ...DIES, ...OTHERS, transaction: { timeout } }),
    figure: heard,
    second: "more",
  },
  {
    leaf: "Subscription(stream).cursor.isolation",
    values: ["read-committed", "read-uncommitted"],
    make: (isolation) => telling({ ...DIES, ...OTHERS, isolation }),
    figure: heard,
    second: "more",
  },
  {
    leaf: "Stream(stream).transactions",
    values: [true, false],
    make: (transactions) => telling({ steps: FAILS, told: { transactions } }),
    figure: heard,
    second: "more",
  },
  {
    leaf: "Topic(topic).transactions",
    values: [true, false],
    make: (transactions) =>
      telling({
        steps: FAILS,
        nodes: { told: { kind: "topic", transactions, subscriptions: { all: {} } } },
      }),
    figure: channel("published", "told"),
    second: "more",
  },
];
