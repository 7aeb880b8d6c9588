import type { ScenarioText, SystemText } from "../index.ts";

/** A workload as an ordinary design, and how it is run. */
export interface Workload {
  system: SystemText;
  scenario: ScenarioText;
}

/** Messages per second of the chains. */
const RATE = 1000;
const GROUPS = ["a", "b", "c"] as const;

/** All messages, then the drain: the limit of the producer ends the run, not its duration. */
function scenarioOf(messages: number, perSecond: number, seed: number): ScenarioText {
  return { duration: `${(2 * messages) / perSecond} s`, drain: true, seed };
}

/** One queue, one server: Poisson arrivals at 0.8/s, exponential work of mean 1 s. */
export function mm1(messages: number, seed: number): Workload {
  return {
    system: {
      messageTypes: { Job: { kind: "event" } },
      nodes: {
        source: {
          kind: "producer",
          messages: { Job: 1 },
          arrivals: { process: "poisson", rate: "0.8/s" },
          limit: messages,
        },
        line: { kind: "queue" },
        server: {
          kind: "consumer",
          handlers: {
            Job: [{ do: "work", time: { distribution: "exponential", mean: "1 s" } }],
          },
        },
      },
      links: {
        in: { kind: "publish", source: "source", target: "line" },
        out: { kind: "subscribe", source: "line", target: "server" },
      },
    },
    scenario: scenarioOf(messages, 0.8, seed),
  };
}

/**
 * Copies of one system side by side: a producer, a topic and three consumer groups with retries, each
 * delivery with a lease of 30 s where `leases` says so.
 */
export function chains(systems: number, messages: number, seed: number, leases: boolean): Workload {
  const nodes: NonNullable<SystemText["nodes"]> = {};
  const links: NonNullable<SystemText["links"]> = {};
  for (let i = 0; i < systems; i++) {
    const [producer, topic] = [`orders${i}`, `placed${i}`];
    nodes[producer] = {
      kind: "producer",
      messages: { OrderPlaced: 1 },
      arrivals: { process: "poisson", rate: `${RATE}/s` },
      limit: Math.floor(messages / systems),
    };
    const settings = { ackLatency: "0.5 ms", ...(leases ? { lease: { timeout: "30 s" } } : {}) };
    nodes[topic] = {
      kind: "topic",
      subscriptions: Object.fromEntries(GROUPS.map((group) => [group, settings])),
    };
    links[`in${i}`] = { kind: "publish", source: producer, target: topic, latency: "2 ms" };
    for (const group of GROUPS) {
      nodes[`${group}${i}`] = {
        kind: "consumer",
        concurrency: 4,
        handlers: {
          "*": [
            { do: "work", time: { distribution: "exponential", mean: "3.2 ms" } },
            { do: "fail", probability: 0.01 },
          ],
        },
        retry: {
          attempts: 3,
          backoff: { kind: "exponential", first: "100 ms", factor: 2 },
        },
      };
      links[`${group}${i}`] = {
        kind: "subscribe",
        source: topic,
        target: `${group}${i}`,
        subscription: group,
      };
    }
  }
  const messageTypes = { OrderPlaced: { kind: "event" as const } };
  return {
    system: { messageTypes, nodes, links },
    scenario: scenarioOf(messages / systems, RATE, seed),
  };
}
