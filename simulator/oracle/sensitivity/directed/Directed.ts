import type { RunSummary } from "../../../experiment/summarize.ts";
import { type Draft, line, run } from "../../../experiment/testing.ts";
import type { Probe } from "../probes.ts";

/** A parameter, two values of it, and which way a figure of the run has to go from the first to the second. */
export interface Directed {
  readonly leaf: string;
  readonly values: readonly [unknown, unknown];
  /** A small system in which the value matters. */
  readonly make: (value: never) => Draft;
  readonly figure: (summary: RunSummary) => number;
  readonly second: "more" | "fewer";
}

/** What of {@link oneChannel} is otherwise. */
export interface Parts {
  readonly producer?: object;
  readonly channel?: object;
  readonly consumer?: object;
  readonly steps?: readonly object[];
  readonly nodes?: object;
  readonly links?: object;
  readonly faults?: object;
  readonly type?: object;
  readonly duration?: string;
}

/** What says how messages are delivered: a queue, a subscription of a topic, or a group that shares those of a stream. */
export const DELIVERERS = ["Queue(queue)", "Subscription(topic)", "Subscription(shared)"] as const;
export type Deliverer = (typeof DELIVERERS)[number];

/** {@link oneChannel} with one of those that deliver, and what it says of that. */
export function delivering(by: Deliverer, delivery: object, parts: Parts = {}): Draft {
  if (by === "Queue(queue)")
    return oneChannel({ ...parts, channel: { ...parts.channel, ...delivery } });
  if (by === "Subscription(topic)") return oneChannel(parts, delivery);
  const { assign } = delivery as { readonly assign?: object };
  return oneChannel(
    { ...parts, channel: { kind: "stream", ...parts.channel } },
    { ...delivery, assign: { mode: "competing", ...assign } },
  );
}

/** A producer of ten messages a second for two seconds, a channel and a consumer; one key, "k", of one value. */
export function oneChannel(parts: Parts, subscription?: object): Draft {
  const channel =
    subscription === undefined
      ? { kind: "queue", ...parts.channel }
      : { kind: "topic", ...parts.channel, subscriptions: { s: subscription } };
  const named = subscription === undefined ? {} : { subscription: "s" };
  return {
    keys: { k: { values: { values: "uniform", count: 1 } } },
    messageTypes: {
      M: { kind: "event", size: "100 B", key: "k", ordering: "per-key", ...parts.type },
    },
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "10/s" },
        limit: 20,
        ...parts.producer,
      },
      q: channel,
      c: {
        kind: "consumer",
        handlers: { "*": parts.steps ?? [{ do: "work", time: "10 ms" }] },
        ...parts.consumer,
      },
      dead: { kind: "queue", role: "dead-letter" },
      ...parts.nodes,
    },
    links: {
      in: line("publish", "p", "q"),
      out: line("subscribe", "q", "c", named),
      die: line("dead-letter", "q", "dead", named),
      ...parts.links,
    },
    scenario: { duration: parts.duration ?? "10 s", seed: 2, faults: parts.faults ?? {} },
  };
}

/** What of {@link oneEndpoint} is otherwise. */
export interface Asked {
  readonly producer?: object;
  readonly endpoint?: object;
  readonly nodes?: object;
  readonly links?: object;
  readonly faults?: object;
}

/** Users who ask an endpoint twenty times a second for five seconds. */
export function oneEndpoint({ producer, endpoint, nodes, links, faults = {} }: Asked): Draft {
  return {
    messageTypes: { M: { kind: "command", size: "100 B", versions: { 1: {}, 2: {} } } },
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "20/s" },
        limit: 100,
        ...producer,
      },
      e: { kind: "endpoint", handler: [{ do: "work", time: "500 ms" }], ...endpoint },
      ...nodes,
    },
    links: { ask: line("call", "p", "e"), ...links },
    scenario: { duration: "8 s", seed: 2, faults },
  };
}

/** Runs one of the two systems of a row. */
export function figureOf({ make, figure, values }: Directed, which: 0 | 1): number {
  const simulation = run(make(values[which] as never));
  simulation.advanceTo(Infinity, { maxEvents: 20_000 });
  return figure(simulation.summary());
}

/** One of the two systems of a row, and its scenario, as a file would have them. */
export function systemOfDirected({ make, values }: Directed, which: 0 | 1): Probe {
  const { scenario = {}, ...system } = make(values[which] as never);
  return JSON.parse(JSON.stringify({ system, scenario })) as Probe;
}

type Kind = RunSummary["nodes"][string]["kind"];
type Channel = "queue" | "topic" | "stream";
type Of<K extends Kind> = Extract<RunSummary["nodes"][string], { readonly kind: K }>;

/** A figure of the consumer "c". */
export const consumer =
  (name: "attempts" | "completed" | "overtaken" | "crashes" | "published" | "skipped") =>
  ({ nodes }: RunSummary): number =>
    (nodes.c as Of<"consumer">)[name];
/** Messages that another consumer has handled. */
export const handledBy =
  (id: string) =>
  ({ nodes }: RunSummary): number =>
    (nodes[id] as Of<"consumer">).completed;
/** A figure of the channel "q", or of another one. */
export const channel =
  (name: "published" | "refused" | "deduplicated", id = "q") =>
  ({ nodes }: RunSummary): number =>
    (nodes[id] as Of<Channel>)[name];
/** A figure of the endpoint "e". */
export const endpoint =
  (name: "requests" | "answered" | "errors") =>
  ({ nodes }: RunSummary): number =>
    (nodes.e as Of<"endpoint">)[name];
/** Mean time in seconds of an answer of the endpoint "e". */
export const answerTime = ({ nodes }: RunSummary): number =>
  (nodes.e as Of<"endpoint">).latency.mean;
/** Calls that came to the dependency or database of this name. */
export const callsTo =
  (id: string) =>
  ({ nodes }: RunSummary): number =>
    (nodes[id] as Of<"dependency" | "database">).calls;
export const deadLettered = (summary: RunSummary): number => summary.deadLettered;
export const redelivered = (summary: RunSummary): number => summary.redelivered.total;
export const lost = ({ lost: causes }: RunSummary): number =>
  Object.values(causes).reduce((sum, each) => sum + each, 0);
/** Polls of the channel "q" that were told that too much is in flight. */
export const pollsRefused = ({ nodes }: RunSummary): number =>
  Object.values((nodes.q as Of<Channel>).subscriptions).reduce(
    (sum, each) => sum + each.pollsRefused,
    0,
  );
