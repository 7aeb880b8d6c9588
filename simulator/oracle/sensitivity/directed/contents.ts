import { type Draft, line } from "../../../experiment/testing.ts";
import {
  channel,
  consumer,
  type Directed,
  delivering,
  oneChannel,
  type Parts,
} from "./Directed.ts";

/** What the messages of a system are, beside its nodes. */
interface Contents {
  readonly keys?: object;
  readonly attributes?: object;
  readonly types?: object;
}
const withContents = (draft: Draft, { keys, attributes = {}, types }: Contents): Draft => ({
  ...draft,
  keys: { ...draft.keys, ...keys },
  attributes,
  messageTypes: { ...draft.messageTypes, ...types },
});

/** One message of each key at a time, for half a second. */
const byKey = (values: object): Draft =>
  withContents(
    oneChannel({
      channel: { assign: { mode: "key-exclusive" } },
      steps: [{ do: "work", time: "500 ms" }],
      consumer: { concurrency: 20 },
      duration: "4 s",
    }),
    { keys: { k: { values } } },
  );

/** Twice as many messages of two types as there is time for. */
const WORK = { do: "work", time: "100 ms" };
const RANKED: Parts = {
  producer: {
    messages: { M: 1, N: 1 },
    arrivals: { process: "burst", at: "0 s", count: 40 },
    limit: 40,
  },
  channel: { discipline: "priority" },
  consumer: { handlers: { M: [{ ...WORK, effect: "done" }], N: [WORK] } },
  duration: "2 s",
};
const X = { a: { values: { x: 1 } } };
const completed = consumer("completed");

/** Handlers that hold a message back for three seconds, and withdraw what is held back already. */
const cancels = (cancel: object): Draft =>
  withContents(
    oneChannel({
      steps: [
        { do: "cancel", in: "later", message: "N", key: "k", ...cancel },
        { do: "publish", message: "N", to: "later", delay: "3 s" },
      ],
      nodes: {
        later: { kind: "queue" },
        listener: {
          kind: "consumer",
          handlers: { "*": [{ do: "work", time: "1 ms", effect: "done" }] },
        },
      },
      links: { tell: line("publish", "c", "later"), hear: line("subscribe", "later", "listener") },
    }),
    { keys: { u: {} }, types: { N: { kind: "event", key: "k" }, O: { kind: "event", key: "k" } } },
  );

const done: Directed["figure"] = ({ effects }) => effects.done!.happened;

/** Messages of one root and type are copies of one another, but for those with keys of their own. */
const tellsFive = (channelParts: object): Draft =>
  withContents(
    oneChannel({
      steps: [{ do: "publish", message: "N", count: 5, draws: ["line"], to: "told" }],
      nodes: { told: channelParts },
      links: { tell: line("publish", "c", "told") },
    }),
    { keys: { line: {} }, types: { N: { kind: "event", key: "line" } } },
  );
const COPIES: readonly Directed[] = [
  ...["Queue(queue)", "Topic(topic)", "Stream(stream)"].map(
    (kind): Directed => ({
      leaf: `${kind}.deduplication.scope`,
      values: ["channel", "key"],
      make: (scope) =>
        tellsFive({
          kind: kind.toLowerCase().split("(")[0],
          deduplication: { by: "id", window: "1 min", scope },
        }),
      figure: channel("deduplicated", "told"),
      second: "fewer",
    }),
  ),
  {
    leaf: "Stream(stream).deduplication.by",
    values: ["id", "content"],
    make: (by) => tellsFive({ kind: "stream", deduplication: { by, window: "1 min" } }),
    figure: channel("deduplicated", "told"),
    second: "fewer",
  },
];

/** Rows of what messages hold: keys, attributes, ranks. */
export const contentRows: readonly Directed[] = [
  ...COPIES,
  {
    leaf: "system.keys.*.values(uniform).count",
    values: [1, 20],
    make: (count) => byKey({ values: "uniform", count }),
    figure: completed,
    second: "more",
  },
  {
    leaf: "system.keys.*.values(weights).weights",
    values: [[1], [1, 1, 1, 1]],
    make: (weights) => byKey({ values: "weights", weights }),
    figure: completed,
    second: "more",
  },
  {
    leaf: "system.messageTypes.*.attributes",
    values: [["a"], []],
    make: (attributes) =>
      withContents(oneChannel({ type: { attributes } }, { filter: { attributes: { a: ["x"] } } }), {
        attributes: X,
      }),
    figure: completed,
    second: "fewer",
  },
  {
    leaf: "Subscription(shared).filter",
    values: [{ attributes: { a: ["x"] } }, { attributes: { a: ["y"] } }],
    make: (filter) =>
      withContents(
        delivering("Subscription(shared)", { filter }, { type: { attributes: ["a"] } }),
        { attributes: X },
      ),
    figure: completed,
    second: "fewer",
  },
  {
    leaf: "Filter.attributes.*.not",
    values: [["x"], ["y"]],
    make: (not) =>
      withContents(
        oneChannel({ type: { attributes: ["a"] } }, { filter: { attributes: { a: { not } } } }),
        { attributes: X },
      ),
    figure: completed,
    second: "more",
  },
  {
    leaf: "system.messageTypes.*.priority",
    values: [1, 9],
    make: (priority) =>
      withContents(oneChannel({ ...RANKED, type: { priority } }), {
        types: { N: { kind: "event", priority: 5 } },
      }),
    figure: done,
    second: "more",
  },
  {
    leaf: "Queue(queue).discipline",
    values: ["fifo", "priority"],
    make: (discipline) =>
      withContents(oneChannel({ ...RANKED, channel: { discipline }, type: { priority: 9 } }), {
        types: { N: { kind: "event", priority: 5 } },
      }),
    figure: done,
    second: "more",
  },
  {
    // The rank is that of the attribute that is named.
    leaf: "system.messageTypes.*.priority.from",
    values: ["low", "high"],
    make: (from) =>
      withContents(
        oneChannel({
          ...RANKED,
          type: { attributes: ["low", "high"], priority: { from, ranks: { x: 9, y: 1 } } },
        }),
        {
          attributes: { low: { values: { y: 1 } }, high: { values: { x: 1 } } },
          types: { N: { kind: "event", priority: 5 } },
        },
      ),
    figure: done,
    second: "more",
  },
  {
    // What is held back elsewhere happens.
    leaf: "Step(cancel).in",
    values: ["later", "dead"],
    make: (where) => {
      const draft = cancels({ in: where });
      return { ...draft, links: { ...draft.links, bury: line("publish", "c", "dead") } };
    },
    figure: done,
    second: "more",
  },
  {
    leaf: "Step(cancel).message",
    values: ["N", "O"],
    make: (message) => cancels({ message }),
    figure: done,
    second: "more",
  },
  {
    // All have one value of the first key, and each a value of its own of the second.
    leaf: "Step(cancel).key",
    values: ["k", "u"],
    make: (key) => cancels({ key }),
    figure: done,
    second: "more",
  },
];
