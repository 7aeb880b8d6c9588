import { line } from "../../../experiment/testing.ts";
import {
  channel,
  consumer,
  type Directed,
  lost,
  oneChannel,
  type Parts,
  redelivered,
} from "./Directed.ts";

const SLOW = [{ do: "work", time: "3 s" }];
const READ = { out: line("subscribe", "q", "c", { subscription: "s" }) };

/** Messages without a key in a stream of one partition. */
const stream = (settings: object, parts: Parts = {}) =>
  oneChannel({
    type: { key: undefined, ordering: "none" },
    ...parts,
    channel: { kind: "stream", ...settings },
  });
/** Messages of 100 B in closed segments; who reads them is slow. */
const kept = (retention: object) =>
  stream({ retention: { ...retention, granularity: "segment" } }, { steps: SLOW });
/** A group that comes when all has been published. */
const joins = (start: unknown, assign: object = {}) =>
  stream({ subscriptions: { s: { cursor: { joinsAt: "3 s", start }, assign } } }, { links: READ });

/** Room for five messages, and a reader who is slower than they come. */
const full = (overflow: string, settings: object = {}) =>
  stream(
    { capacity: { messages: 5, overflow }, ...settings },
    { steps: [{ do: "work", time: "300 ms" }] },
  );

/** Rows of streams. */
export const streamRows: readonly Directed[] = [
  {
    // What has been settled takes no room.
    leaf: "Stream(stream).removal",
    values: ["retention", "all-settled"],
    make: (removal) => full("reject", { removal }),
    figure: channel("refused"),
    second: "fewer",
  },
  {
    leaf: "Stream(stream).capacity.overflow",
    values: ["reject", "block"],
    make: (overflow) => full(overflow, { removal: "all-settled" }),
    figure: channel("refused"),
    second: "fewer",
  },
  {
    leaf: "Stream(stream).capacity.overflow",
    values: ["reject", "drop-head"],
    make: (overflow) => full(overflow),
    figure: channel("refused"),
    second: "fewer",
  },
  {
    // What waits in front is not lost; what gives way before it is read is.
    leaf: "Stream(stream).capacity.overflow",
    values: ["block", "drop-head"],
    make: (overflow) => full(overflow),
    figure: lost,
    second: "more",
  },
  {
    // When one of four is gone the others keep what they have; contiguous blocks would move.
    leaf: "Subscription(stream).assign.strategy",
    values: ["range", "sticky"],
    make: (strategy) =>
      stream(
        {
          partitions: 8,
          partitioner: "round-robin",
          subscriptions: {
            s: {
              assign: {
                strategy,
                transfer: "cooperative",
                sessionTimeout: "500 ms",
                heartbeat: "100 ms",
              },
            },
          },
        },
        {
          links: READ,
          producer: { arrivals: { process: "constant", rate: "40/s" }, limit: 200 },
          steps: [{ do: "work", time: "50 ms" }],
          consumer: {
            instances: 4,
            poll: { batch: 1, interval: "50 ms" },
            commit: { every: 100, interval: "1 min", beforeLeaving: false },
          },
          faults: { x: { fault: "crash", target: "c", instance: 0, at: "1 s", for: "1 min" } },
          duration: "4 s",
        },
      ),
    figure: redelivered,
    second: "fewer",
  },
  {
    // What is in no closed segment stays.
    leaf: "Stream(stream).retention.segment.size",
    values: ["200 B", "100 KiB"],
    make: (size) => kept({ size: "500 B", segment: { size } }),
    figure: lost,
    second: "fewer",
  },
  {
    leaf: "Stream(stream).retention.segment.age",
    values: ["200 ms", "1 min"],
    make: (age) => kept({ age: "500 ms", segment: { age } }),
    figure: lost,
    second: "fewer",
  },
  {
    // What sticks to one partition is read by one at a time.
    leaf: "Stream(stream).stickyBytes",
    values: ["100 B", "100 KiB"],
    make: (stickyBytes) =>
      stream(
        { partitions: 4, partitioner: "sticky", stickyBytes },
        {
          steps: [{ do: "work", time: "300 ms" }],
          consumer: { concurrency: 4 },
          duration: "3 s",
        },
      ),
    figure: consumer("completed"),
    second: "fewer",
  },
  {
    leaf: "Subscription(stream).cursor.start.age",
    values: ["1500 ms", "10 s"],
    make: (age) => joins({ age }),
    figure: consumer("completed"),
    second: "more",
  },
  {
    leaf: "Subscription(stream).cursor.start.offset",
    values: [0, 15],
    make: (offset) => joins({ offset }),
    figure: consumer("completed"),
    second: "fewer",
  },
  {
    leaf: "Subscription(shared).cursor.start",
    values: ["latest", "earliest"],
    make: (start) => joins(start, { mode: "competing" }),
    figure: consumer("completed"),
    second: "more",
  },
  {
    // The consumer is down while half of them come.
    leaf: "Subscription(stream).cursor.idleExpiry",
    values: ["0 s", "1 min"],
    make: (idleExpiry) =>
      stream(
        { subscriptions: { s: { cursor: { idleExpiry }, assign: { transfer: "none" } } } },
        {
          links: READ,
          faults: { down: { fault: "crash", target: "c", at: "1 s", for: "5 s" } },
        },
      ),
    figure: consumer("completed"),
    second: "more",
  },
];
