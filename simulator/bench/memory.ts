import { createSimulation, MOST_MEMORY, Scenario, System, type SystemText } from "../index.ts";
import type { Measured } from "./Measured.ts";

/** What a message has while it is there. */
type Holding = "waiting" | "event" | "lease";

/**
 * Bytes of resident memory for each message in flight: waiting in a queue, waiting with an event of its
 * own (its expiry), or in work with the event of its work and a lease as well. The first fiftieth of the messages is there before it is
 * measured.
 */
export function memory(holding: Holding, messages: number, seed: number): Measured {
  const simulation = createSimulation({
    system: System.parse(systemOf(holding, messages)),
    scenario: Scenario.parse({ duration: "1 d", seed }),
    memoryBytes: MOST_MEMORY,
  });
  // What the program takes for itself it has by then: what comes on top is the messages'.
  simulation.advanceTo(1);
  const first = simulation.messageCount;
  const before = residentBytes();
  const begun = performance.now();
  let longest = 0;
  for (let last = begun, isOver = false; !isOver; ) {
    isOver = simulation.advanceTo(60, { maxEvents: 2000 });
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
  const seconds = (performance.now() - begun) / 1e3;
  const bytes = (residentBytes() - before) / (messages - first);
  return { events: messages, seconds, values: { bytes, longestSliceMs: longest } };
}

/** All messages come within a minute; nothing of them ends before. */
function systemOf(holding: Holding, messages: number): SystemText {
  const isLeased = holding === "lease";
  return {
    messageTypes: { Job: { kind: "event" } },
    nodes: {
      source: {
        kind: "producer",
        messages: { Job: 1 },
        arrivals: { process: "poisson", rate: `${messages / 50}/s` },
        limit: messages,
      },
      line: {
        kind: "queue",
        ...(holding === "event" ? { expiry: { after: "1 h" } } : {}),
        ...(isLeased ? { lease: { timeout: "2 h" } } : {}),
      },
      server: {
        kind: "consumer",
        concurrency: isLeased ? "unlimited" : 1,
        handlers: { Job: [{ do: "work", time: "1 h" }] },
      },
    },
    links: {
      in: { kind: "publish", source: "source", target: "line" },
      out: { kind: "subscribe", source: "line", target: "server" },
    },
  };
}

function residentBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}
