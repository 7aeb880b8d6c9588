import type { RunSummary } from "../../../experiment/summarize.ts";
import { line } from "../../../experiment/testing.ts";
import { channel, consumer, type Directed, deadLettered, oneChannel } from "./Directed.ts";

/** One step of each kind, in a system in which it can be taken. */
const STEPS: Readonly<Record<string, object>> = {
  ack: { do: "ack" },
  await: { do: "await", messages: ["M"], by: "k", timeout: "100 ms" },
  branch: { do: "branch", choices: [{ when: { probability: 1 }, steps: [] }] },
  cancel: { do: "cancel", message: "M", in: "later", key: "k" },
  fail: { do: "fail", probability: 0 },
  publish: { do: "publish", message: "N", to: "later" },
  read: { do: "read", from: "db", key: "k" },
  reply: { do: "reply", to: "later", message: "N" },
};

const handler = (steps: readonly object[], more: object = {}) => {
  const draft = oneChannel({
    steps,
    nodes: { later: { kind: "queue" }, db: { kind: "database" } },
    links: {
      tell: line("publish", "c", "later"),
      look: line("read", "c", "db"),
      put: line("write", "c", "db"),
    },
    duration: "5 s",
    ...more,
  });
  return { ...draft, messageTypes: { ...draft.messageTypes, N: { kind: "event", key: "k" } } };
};

const happened = ({ effects }: RunSummary): number => effects.done?.happened ?? 0;
const undone = ({ effects }: RunSummary): number => effects.done?.undone ?? 0;
const repeated = ({ effects }: RunSummary): number =>
  Object.values(effects.done?.repeated ?? {}).reduce((sum, each) => sum + each, 0);

/** H14. All messages have one key: an effect of that key happens again with the second of them. */
const keys = Object.entries(STEPS).map(
  ([name, step]): Directed => ({
    leaf: `Step(${name}).effectKey`,
    values: [undefined, "k"],
    make: (effectKey) => handler([{ ...step, effect: "done", effectKey }]),
    figure: repeated,
    second: "more",
  }),
);

/** What a step does happens under its name, and takes back what happened. */
const effects = Object.entries(STEPS).flatMap(([name, step]): Directed[] => [
  {
    leaf: `Step(${name}).effect`,
    values: ["other", "done"],
    make: (effect) => handler([{ ...step, effect }]),
    figure: happened,
    second: "more",
  },
  {
    leaf: `Step(${name}).undoes`,
    values: [undefined, "done"],
    make: (undoes) =>
      handler([
        { do: "work", time: "1 ms", effect: "done" },
        { ...step, undoes },
      ]),
    figure: undone,
    second: "more",
  },
]);

const OTHERS: readonly Directed[] = [
  {
    // What is refused fails the handler, which is tried again; or the handler goes on.
    leaf: "Step(publish).onFailure",
    values: ["continue", "fail"],
    make: (onFailure) =>
      handler([{ do: "publish", message: "N", to: "later", onFailure }], {
        nodes: { later: { kind: "queue", capacity: { messages: 1 } }, db: { kind: "database" } },
      }),
    figure: consumer("attempts"),
    second: "more",
  },
  {
    leaf: "Step(work).per",
    values: ["batch", "message"],
    make: (per) =>
      oneChannel({
        steps: [{ do: "work", time: "600 ms", per }],
        consumer: { poll: { batch: 5, interval: "1 s", outcome: "per-batch" } },
      }),
    figure: consumer("completed"),
    second: "fewer",
  },
  {
    leaf: "Step(write).to",
    values: ["db", "full"],
    make: (to) => {
      const draft = handler([{ do: "write", to, key: "k", rows: 1, size: "100 B" }]);
      return {
        ...draft,
        nodes: { ...draft.nodes, full: { kind: "database", errorRate: 1 } },
        links: { ...draft.links, fill: line("write", "c", "full") },
      };
    },
    figure: deadLettered,
    second: "more",
  },
  {
    leaf: "Step(reply).to",
    values: ["later", "dead"],
    make: (to) => {
      const draft = handler([{ do: "reply", to, message: "N" }]);
      return { ...draft, links: { ...draft.links, bury: line("publish", "c", "dead") } };
    },
    figure: channel("published", "dead"),
    second: "more",
  },
  {
    // Nobody says where to: the answer goes where answers go, if there is such a place.
    leaf: "Queue(queue).role",
    values: ["retry", "reply"],
    make: (role) => {
      const draft = handler([{ do: "reply", message: "N" }]);
      return {
        ...draft,
        nodes: { ...draft.nodes, later: { kind: "queue", role } },
        links: { ...draft.links, bury: line("publish", "c", "dead") },
      };
    },
    figure: channel("published", "later"),
    second: "more",
  },
  ...["permanent", undefined].map(
    (other): Directed => ({
      leaf: "Retry.on",
      values: [other === undefined ? [] : [other], ["timeout"]],
      make: (on) =>
        oneChannel({
          steps: [{ do: "work", time: "300 ms" }],
          consumer: { timeLimit: "100 ms", retry: { attempts: 3, on } },
        }),
      figure: consumer("attempts"),
      second: "more",
    }),
  ),
  ...(["read", "write"] as const).map(
    (kind): Directed => ({
      // The first link to a database is the one that is taken; the second one is slow.
      leaf: `system.links.*(${kind}).target`,
      values: ["db", "other"],
      make: (target) => {
        const draft = handler([{ do: kind, [kind === "read" ? "from" : "to"]: "db", key: "k" }]);
        const { look: _, put: __, ...links } = draft.links as Readonly<Record<string, object>>;
        return {
          ...draft,
          nodes: { ...draft.nodes, other: { kind: "database" } },
          links: {
            ...links,
            first: line(kind, "c", target),
            second: line(kind, "c", "db", { latency: "1 s" }),
          },
        };
      },
      figure: consumer("completed"),
      second: "fewer",
    }),
  ),
];

/** Rows of the steps of handlers. */
export const stepRows: readonly Directed[] = [...keys, ...effects, ...OTHERS];
