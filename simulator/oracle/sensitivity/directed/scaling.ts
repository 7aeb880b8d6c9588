import {
  type Asked,
  answerTime,
  consumer,
  type Directed,
  endpoint,
  oneChannel,
  oneEndpoint,
} from "./Directed.ts";

/** Ten slots are what the requests need; the endpoint has one. */
const SCALING = {
  maximum: 20,
  on: "utilization",
  target: 0.5,
  every: "500 ms",
  startup: "500 ms",
  cooldown: "1 s",
};
const scaled = (
  word: string,
  values: Directed["values"],
  second: Directed["second"],
  { endpoint: more, producer }: Asked = {},
): Directed => ({
  leaf: `Endpoint(endpoint).autoscaling.${word}`,
  values,
  make: (value) =>
    oneEndpoint({
      endpoint: { ...more, autoscaling: { ...SCALING, [word]: value } },
      ...(producer && { producer }),
    }),
  figure: endpoint("answered"),
  second,
});
/** Two bursts; the second one comes when the first has been dealt with. */
const TWICE = {
  arrivals: {
    process: "recorded",
    seconds: [0, 4].flatMap((at) => Array.from({ length: 8 }, () => at)),
  },
};

const SCALINGS: readonly Directed[] = [
  scaled("maximum", [2, 20], "more"),
  {
    ...scaled("minimum", [1, 8], "fewer", { endpoint: { instances: 8 }, producer: TWICE }),
    figure: answerTime,
  },
  scaled("target", [0.5, 1], "fewer"),
  scaled("startup", ["500 ms", "5 s"], "fewer"),
  // A share of busy slots never asks for more than are busy; each request that waits does.
  // Nothing has waited for long yet when much waits.
  ...[
    ["utilization", "lag"],
    ["utilization", "lag-seconds"],
    ["lag-seconds", "lag"],
  ].map(
    ([later, sooner]): Directed => ({
      ...scaled("on", [later, sooner], "fewer"),
      make: (on) => oneEndpoint({ endpoint: { autoscaling: { ...SCALING, on, target: 1 } } }),
      figure: answerTime,
    }),
  ),
  {
    ...scaled("cooldown", ["500 ms", "10 s"], "fewer", { producer: TWICE }),
    figure: answerTime,
  },
];

const LIVES: readonly Directed[] = [
  {
    leaf: "Endpoint(endpoint).keepWarm",
    values: ["10 ms", "10 s"],
    make: (keepWarm) =>
      oneEndpoint({
        endpoint: { handler: [], coldStart: "300 ms", keepWarm },
        producer: { arrivals: { process: "constant", rate: "2/s" } },
      }),
    figure: answerTime,
    second: "fewer",
  },
  {
    leaf: "Endpoint(endpoint).restart",
    values: ["100 ms", "3 s"],
    make: (restart) =>
      oneEndpoint({
        endpoint: { concurrency: "unlimited", restart },
        faults: { x: { fault: "crash", target: "e", at: "1 s" } },
      }),
    figure: endpoint("answered"),
    second: "fewer",
  },
  {
    leaf: "Consumer(consumer).restart",
    values: ["100 ms", "5 s"],
    make: (restart) =>
      oneChannel({
        consumer: { restart },
        faults: { x: { fault: "crash", target: "c", at: "1 s" } },
        duration: "3 s",
      }),
    figure: consumer("completed"),
    second: "fewer",
  },
];

/** Rows of how many instances there are, and of their life. */
export const scalingRows: readonly Directed[] = [...SCALINGS, ...LIVES];
