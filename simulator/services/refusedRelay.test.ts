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

describe.each(RELAYS)("a relay ($by)", (relay) => {
  /** Five orders, the third of which is told in a message that its channel never takes. */
  const poisoned = (mark: string, latency = "0 s") =>
    run({
      messageTypes: {
        M: { kind: "event" },
        Big: { kind: "event" },
        Told: { kind: "event", size: "1 KiB" },
        BigTold: { kind: "event", size: "10 KiB" },
      },
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          arrivals: { process: "recorded", seconds: [0.1, 0.11, 0.13, 0.14] },
        },
        big: {
          kind: "producer",
          messages: { Big: 1 },
          arrivals: { process: "recorded", seconds: [0.12] },
        },
        q: { kind: "queue" },
        c: {
          kind: "consumer",
          handlers: {
            M: [{ do: "publish", message: "Told", to: "out", via: { outbox: "db" } }],
            Big: [{ do: "publish", message: "BigTold", to: "out", via: { outbox: "db" } }],
          },
        },
        db: { kind: "database", outbox: { relay, mark } },
        out: { kind: "queue", maxMessageSize: "5 KiB" },
        reader: { kind: "consumer", handlers: { Told: [{ do: "work", time: "1 ms" }] } },
      },
      links: {
        in: line("publish", "p", "q"),
        bigIn: line("publish", "big", "q"),
        take: line("subscribe", "q", "c"),
        write: line("write", "c", "db"),
        relay: line("publish", "db", "out", { latency }),
        read: line("subscribe", "out", "reader"),
      },
      scenario: { duration: "10 s", drain: true },
    });

  it.each(["after-publish", "before-publish"])(
    "O2: publishes nothing past a message that is refused, and a run that drains ends and names the channel (%s)",
    (mark) => {
      const simulation = poisoned(mark);
      simulation.advanceTo(Infinity);
      expect(simulation.isDone).toBe(true);
      const { nodes, lost } = simulation.summary();
      expect(nodes.db).toMatchObject({ outbox: { published: 2, waiting: 3, refusedBy: "out" } });
      expect(nodes.reader).toMatchObject({ completed: 2 });
      expect(lost).toEqual({});
      expect(simulation.checkInvariants()).toEqual([]);
    },
  );

  it.each(["after-publish", "before-publish"])(
    "O5: takes back what is refused at the other end of a link, and what went meanwhile has gone (%s)",
    (mark) => {
      const simulation = poisoned(mark, "200 ms");
      simulation.advanceTo(Infinity);
      expect(simulation.isDone).toBe(true);
      const { nodes, lost } = simulation.summary();
      expect(nodes.db).toMatchObject({ outbox: { refusedBy: "out" } });
      expect(nodes.reader).toMatchObject({ completed: 4 });
      expect(lost).toEqual({});
      expect(simulation.checkInvariants()).toEqual([]);
    },
  );
});

describe.each(RELAYS)("a relay ($by) over a link that doubles what crosses it", (relay) => {
  it("O5: takes back what it has sent when that is refused, not what the network has made of it", () => {
    const simulation = run({
      messageTypes: { M: { kind: "event" }, Told: { kind: "event" } },
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          arrivals: { process: "constant", rate: "10/s" },
          limit: 5,
        },
        q: { kind: "queue" },
        c: {
          kind: "consumer",
          handlers: { M: [{ do: "publish", message: "Told", via: { outbox: "db" } }] },
        },
        db: { kind: "database", outbox: { relay } },
        out: { kind: "queue" },
        reader: { kind: "consumer", handlers: { Told: [{ do: "work", time: "1 ms" }] } },
      },
      links: {
        in: line("publish", "p", "q"),
        take: line("subscribe", "q", "c"),
        write: line("write", "c", "db"),
        relay: line("publish", "db", "out", { latency: "20 ms" }),
        read: line("subscribe", "out", "reader"),
      },
      scenario: {
        duration: "20 s",
        drain: true,
        faults: {
          twice: { fault: "duplicate", link: "relay", probability: 1, at: "0 s", for: "3 s" },
          full: { fault: "storage-full", target: "out", at: "0 s", for: "4 s" },
        },
      },
    });
    simulation.advanceTo(3.5, { maxEvents: 10_000 });
    const { db } = simulation.summary().nodes;
    // Those that are on their way have left it for a moment.
    expect(db?.kind === "database" && db.outbox?.waiting).toBeLessThanOrEqual(5);
    simulation.advanceTo(Infinity, { maxEvents: 10_000 });
    expect(simulation.checkInvariants()).toEqual([]);
    expect(simulation.summary().nodes.reader).toMatchObject({ completed: 5, duplicates: {} });
  });
});
