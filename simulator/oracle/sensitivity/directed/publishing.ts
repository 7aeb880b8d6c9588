import { line } from "../../../experiment/testing.ts";
import { channel, consumer, type Directed, lost, oneChannel } from "./Directed.ts";

const LOSES = { l: { fault: "loss", link: "in", of: "publish", probability: 0.5, at: "0 s" } };
const LOSES_CONFIRMS = {
  l: { fault: "loss", link: "in", of: "confirm", probability: 0.5, at: "0 s" },
};
const LOSES_ALL = {
  l: { fault: "loss", link: "in", of: "publish", probability: 1, at: "0 s", for: "3 s" },
};
const BURST = { arrivals: { process: "burst", at: "0 s", count: 20 } };

/** A publisher with a word said, before a channel that is unsure, slow or gone. */
const publisher = (
  word: string,
  row: Pick<Directed, "values" | "figure" | "second">,
  make: (value: never) => ReturnType<typeof oneChannel>,
): Directed => ({ leaf: `Publishing.${word}`, ...row, make });

const slowConfirms = (buffer: object) =>
  oneChannel({
    producer: { ...BURST, publisher: { inFlight: 1, buffer } },
    channel: { broker: "b" },
    nodes: { b: { kind: "broker", confirmLatency: "300 ms" } },
    duration: "5 s",
  });

const nobodysKey = (mandatory: boolean, unroutable: string) =>
  oneChannel({
    channel: { kind: "topic", routing: "direct", unroutable },
    producer: { publisher: { mandatory } },
    links: {
      out: line("bind", "q", "dead", { keys: ["none"] }),
      die: line("dead-letter", "dead", "other"),
    },
    nodes: { other: { kind: "queue" } },
  });

const PUBLISHERS: readonly Directed[] = [
  publisher("attempts", { values: [1, 5], figure: lost, second: "fewer" }, (attempts) =>
    oneChannel({ producer: { publisher: { retryAfter: "100 ms", attempts } }, faults: LOSES }),
  ),
  publisher(
    "backoff",
    {
      values: [{ kind: "none" }, { kind: "fixed", delay: "1 s" }],
      figure: lost,
      second: "fewer",
    },
    (backoff) =>
      oneChannel({
        producer: { publisher: { retryAfter: "100 ms", attempts: 4, backoff } },
        faults: LOSES_ALL,
      }),
  ),
  publisher("buffer.messages", { values: [2, 8], figure: lost, second: "fewer" }, (messages) =>
    slowConfirms({ messages, blockFor: "100 ms" }),
  ),
  publisher(
    "buffer.bytes",
    { values: ["200 B", "800 B"], figure: lost, second: "fewer" },
    (bytes) => slowConfirms({ bytes, blockFor: "100 ms" }),
  ),
  publisher(
    "buffer.blockFor",
    { values: ["100 ms", "2 s"], figure: lost, second: "fewer" },
    (blockFor) => slowConfirms({ messages: 2, blockFor }),
  ),
  publisher(
    "idempotent",
    { values: [false, true], figure: consumer("attempts"), second: "fewer" },
    (idempotent) =>
      oneChannel({
        producer: { publisher: { retryAfter: "100 ms", attempts: 5, idempotent } },
        faults: LOSES_CONFIRMS,
      }),
  ),
  publisher(
    "mandatory",
    { values: [false, true], figure: channel("refused"), second: "more" },
    (mandatory) => nobodysKey(mandatory, "drop"),
  ),
];

const fails = (backoff: object, duration = "10 s") =>
  oneChannel({
    producer: { arrivals: { process: "burst", at: "0 s", count: 1 } },
    steps: [{ do: "fail" }],
    consumer: { retry: { attempts: "unlimited", backoff } },
    duration,
  });
const backoff = (
  leaf: string,
  values: Directed["values"],
  make: (value: never) => object,
): Directed => ({
  leaf: `Backoff(${leaf}`,
  values,
  make: (value) => fails(make(value)),
  figure: consumer("attempts"),
  second: "fewer",
});

const BACKOFFS: readonly Directed[] = [
  backoff("linear).max", ["1 s", "20 s"], (max) => ({ kind: "linear", step: "500 ms", max })),
  backoff("linear).step", ["100 ms", "1 s"], (step) => ({ kind: "linear", step })),
  backoff("random).delay", ["100 ms", "1 s"], (delay) => ({ kind: "random", delay })),
  backoff("schedule).delays", [["100 ms"], ["100 ms", "3 s"]], (delays) => ({
    kind: "schedule",
    delays,
  })),
];

const throttled = (throttle: object) =>
  oneChannel({
    channel: { kind: "stream", partitions: 1, throttle },
    type: { key: undefined, ordering: "none" },
    producer: BURST,
  });

const CHANNELS: readonly Directed[] = [
  {
    leaf: "Topic(topic).unroutable",
    values: ["drop", "error"],
    make: (unroutable) => nobodysKey(false, unroutable),
    figure: channel("refused"),
    second: "more",
  },
  {
    leaf: "Stream(stream).throttle.burst",
    values: [2, 10],
    make: (burst) => throttled({ rate: "1/s", burst }),
    figure: channel("refused"),
    second: "fewer",
  },
  {
    leaf: "Stream(stream).throttle.bytesPerSecond",
    values: ["200 B", "1000 B"],
    make: (bytesPerSecond) => throttled({ rate: "1000/s", burst: 100, bytesPerSecond }),
    figure: channel("refused"),
    second: "fewer",
  },
  {
    leaf: "Stream(stream).throttle.per",
    values: ["channel", "partition"],
    make: (per) =>
      oneChannel({
        channel: {
          kind: "stream",
          partitions: 4,
          partitioner: "round-robin",
          throttle: { rate: "1/s", burst: 2, per },
        },
        producer: BURST,
      }),
    figure: channel("refused"),
    second: "fewer",
  },
  {
    leaf: "Stream(stream).deduplication.window",
    values: ["50 ms", "1 s"],
    make: (window) =>
      oneChannel({ channel: { kind: "stream", deduplication: { by: "key", window } } }),
    figure: channel("deduplicated"),
    second: "more",
  },
  {
    leaf: "Topic(topic).replicas",
    values: [undefined, 3],
    make: (replicas) =>
      oneChannel(
        {
          channel: { broker: "b", replicas },
          nodes: { b: { kind: "broker", nodes: 3, outagePublishes: "error" } },
          faults: { n: { fault: "node-loss", target: "b", node: 0, at: "500 ms", for: "20 s" } },
        },
        {},
      ),
    figure: consumer("completed"),
    second: "more",
  },
  {
    leaf: "Topic(topic).broker",
    values: ["b", "other"],
    make: (broker) =>
      oneChannel(
        {
          channel: { broker },
          nodes: { b: { kind: "broker" }, other: { kind: "broker", outagePublishes: "error" } },
          faults: { n: { fault: "outage", target: "other", at: "500 ms", for: "20 s" } },
        },
        {},
      ),
    figure: consumer("completed"),
    second: "fewer",
  },
];

/** Rows of publishers, of what they publish into, and of waits between attempts. */
export const publishingRows: readonly Directed[] = [...PUBLISHERS, ...BACKOFFS, ...CHANNELS];
