import { describe, expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";

const RELAYS = [
  { by: "log-tailing", latency: "10 ms" },
  { by: "polling", every: "50 ms", batch: 3 },
] as const;

describe.each(RELAYS)("a relay ($by) whose channel refuses for a second", (relay) => {
  it.each(["after-publish", "before-publish"])(
    "O2: keeps what is refused and publishes each message once, in the order of the commits (%s)",
    (mark) => {
      const simulation = run({
        keys: { order: {} },
        messageTypes: { M: { kind: "event" }, Told: { kind: "event", key: "order" } },
        nodes: {
          p: {
            kind: "producer",
            messages: { M: 1 },
            arrivals: { process: "constant", rate: "20/s" },
            limit: 40,
          },
          q: { kind: "queue" },
          c: {
            kind: "consumer",
            handlers: {
              M: [
                { do: "write", to: "db", transaction: "t" },
                {
                  do: "publish",
                  message: "Told",
                  to: "out",
                  via: { outbox: "db" },
                  transaction: "t",
                },
              ],
            },
          },
          db: { kind: "database", writeLatency: "30 ms", outbox: { relay, mark } },
          out: { kind: "queue" },
          reader: { kind: "consumer", handlers: { Told: [{ do: "work", time: "1 ms" }] } },
        },
        links: {
          in: line("publish", "p", "q"),
          take: line("subscribe", "q", "c"),
          write: line("write", "c", "db"),
          relay: line("publish", "db", "out"),
          read: line("subscribe", "out", "reader"),
        },
        scenario: {
          duration: "10 s",
          drain: true,
          faults: {
            away: { fault: "outage", target: "out", publishes: "error", at: "0.5 s", for: "1 s" },
          },
        },
      });
      simulation.advanceTo(Infinity);
      expect(simulation.checkInvariants()).toEqual([]);
      const { nodes, lost } = simulation.summary();
      expect(nodes.db).toMatchObject({ outbox: { published: 40, repeated: 0, waiting: 0 } });
      expect(nodes.reader).toMatchObject({ completed: 40, duplicates: {}, overtaken: 0 });
      expect(lost).toEqual({});
      const { out } = nodes;
      // The outage had something to refuse, and the relay did not hammer on it.
      const refused = out?.kind === "queue" ? out.refused : 0;
      expect(refused).toBeGreaterThan(5);
      expect(refused).toBeLessThan(300);
    },
  );
});
