import { type Draft, line } from "../../../experiment/testing.ts";
import { callsTo, consumer, type Directed, endpoint, oneChannel, oneEndpoint } from "./Directed.ts";

const BROKEN = { kind: "dependency", latency: "10 ms", errorRate: 1 };

/** A handler that calls a dependency, once for each message unless the step says otherwise. */
const calls = (step: object, dependency: object = BROKEN, consumerParts: object = {}): Draft =>
  oneChannel({
    producer: { arrivals: { process: "constant", rate: "20/s" }, limit: 100 },
    steps: [{ do: "call", to: "d", onFailure: "continue", ...step }],
    consumer: consumerParts,
    nodes: { d: dependency },
    links: { ask: line("call", "c", "d") },
    duration: "6 s",
  });
const asked = callsTo("d");

/** What opens a breaker late, or closes it early, lets more calls through to what is broken. */
const breaker = (
  word: string,
  values: Directed["values"],
  second: Directed["second"],
  make: (value: never) => Draft,
): Directed => ({ leaf: `CircuitBreaker.${word}`, values, make, figure: asked, second });

const BREAKERS: readonly Directed[] = [
  breaker("failures", [2, 20], "more", (failures) =>
    calls({ breaker: { failures, openFor: "1 min" } }),
  ),
  breaker("openFor", ["500 ms", "1 min"], "fewer", (openFor) =>
    calls({ breaker: { failures: 2, openFor } }),
  ),
  breaker("trials", [1, 5], "more", (trials) =>
    calls(
      { breaker: { failures: 2, openFor: "1 s", trials } },
      { ...BROKEN, latency: "400 ms" },
      { concurrency: 20 },
    ),
  ),
  breaker("failureRatio", [0.1, 1], "more", (failureRatio) =>
    calls(
      { breaker: { failureRatio, window: 10, openFor: "1 min" } },
      { ...BROKEN, errorRate: 0.5 },
    ),
  ),
  breaker("window", [2, 40], "more", (window) =>
    calls({ breaker: { failureRatio: 1, window, openFor: "1 min" } }),
  ),
];

const ANSWERS_LATE = { concurrency: "unlimited" };
const RETRIES = { attempts: 5, backoff: { kind: "fixed", delay: "50 ms" } };

/** A handler that asks an endpoint until it has an answer, which it never has. */
const polls = (poll: object): Draft => {
  const e = { kind: "endpoint", concurrency: "unlimited", handler: [{ do: "reply", status: 202 }] };
  return oneChannel({
    steps: [{ do: "call", to: "e", onFailure: "continue", poll }],
    nodes: { e },
    links: { ask: line("call", "c", "e") },
    duration: "4 s",
  });
};
const users = (call: object, answers: object): Draft =>
  oneEndpoint({ producer: { call }, endpoint: answers });

const STEPS: readonly Directed[] = [
  {
    leaf: "CallPolicy.budget.minimum",
    values: ["0.1/s", "50/s"],
    make: (minimum) =>
      users({ ...RETRIES, budget: { ratio: 0, minimum } }, { handler: [{ do: "fail" }] }),
    figure: endpoint("requests"),
    second: "more",
  },
  {
    leaf: "CallPolicy.hedge.most",
    values: [1, 3],
    make: (most) => users({ hedge: { after: "100 ms", most } }, ANSWERS_LATE),
    figure: endpoint("requests"),
    second: "more",
  },
  {
    leaf: "Step(call).budget.minimum",
    values: ["0.1/s", "50/s"],
    make: (minimum) => calls({ ...RETRIES, budget: { ratio: 0, minimum } }),
    figure: asked,
    second: "more",
  },
  {
    leaf: "Step(call).poll.every",
    values: ["100 ms", "2 s"],
    make: (every) => polls({ every }),
    figure: endpoint("requests"),
    second: "fewer",
  },
  {
    leaf: "Step(call).poll.most",
    values: [1, 5],
    make: (most) => polls({ every: "10 ms", most }),
    figure: endpoint("requests"),
    second: "more",
  },
  {
    leaf: "Step(call).to",
    values: ["d", "other"],
    make: (to) => {
      const draft = calls({ to, onFailure: "fail" });
      return {
        ...draft,
        nodes: { ...draft.nodes, other: { ...BROKEN, errorRate: 0 } },
        links: { ...draft.links, more: line("call", "c", "other") },
      };
    },
    figure: consumer("completed"),
    second: "more",
  },
];

/** Rows of calls and of what callers wrap around them. */
export const callRows: readonly Directed[] = [...BREAKERS, ...STEPS];
