import { describe, expect, it } from "vitest";
import { consumerOf, line, run } from "../experiment/testing.ts";

describe('a publish step with the message "*"', () => {
  it("passes on the message that is handled, with its type, key and size", () => {
    const sim = run({
      keys: { customer: { values: { values: "uniform", count: 5 } } },
      messageTypes: {
        Small: { kind: "event", key: "customer", size: "1 KiB" },
        Large: { kind: "event", key: "customer", size: "9 KiB" },
      },
      nodes: {
        p: {
          kind: "producer",
          messages: { Small: 1, Large: 1 },
          arrivals: { process: "burst", count: 40 },
        },
        q: { kind: "queue" },
        relay: { kind: "consumer", handlers: { "*": [{ do: "publish", message: "*" }] } },
        next: { kind: "queue", maxMessageSize: "4 KiB" },
        small: { kind: "consumer", handlers: { Small: [{ do: "work", time: "1 ms" }] } },
      },
      links: {
        in: line("publish", "p", "q"),
        out: line("subscribe", "q", "relay"),
        on: line("publish", "relay", "next"),
        end: line("subscribe", "next", "small"),
      },
      scenario: { duration: "10 s" },
    });
    sim.advanceTo(Infinity);
    const { messageTypes, lost } = sim.summary();
    const made = (messageTypes.Small?.created ?? 0) / 2;
    expect(made).toBeGreaterThan(0);
    expect(consumerOf(sim, "small").completed).toBe(made);
    expect(lost).toEqual({ "too-large": 40 - made });
    expect(sim.checkInvariants()).toEqual([]);
  });
});

describe("a publisher that waits for confirms", () => {
  const system = (publisher: object, broker: object = {}, faults: object = {}) =>
    run({
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          arrivals: { process: "burst", count: 6 },
          publisher,
        },
        b: { kind: "broker", confirmLatency: "1 s", ...broker },
        q: { kind: "queue", broker: "b" },
        c: { kind: "consumer", handlers: { M: [{ do: "work", time: "1 ms" }] } },
      },
      links: {
        in: line("publish", "p", "q", { latency: "1 s" }),
        out: line("subscribe", "q", "c"),
      },
      scenario: { duration: "60 s", faults },
    });
  const enteredAt = (sim: ReturnType<typeof system>, time: number) => {
    sim.advanceTo(time);
    return sim.summary().nodes.q;
  };

  it("P5: the confirm of an earlier attempt still counts when a later one is lost, and is none of another message", () => {
    const loss = { fault: "loss", link: "in", of: "publish", probability: 1 };
    // Sent at 0 s, confirmed at 3 s; the copies of 1 s and 2 s are lost.
    const faults = { loss: { ...loss, at: "500 ms", for: "2 s" } };
    const sim = system({ retryAfter: "1 s", attempts: 4, inFlight: 3 }, {}, faults);
    sim.advanceTo(2.5);
    expect(sim.world.publishers[0]!.confirmedCount).toBe(0);
    sim.advanceTo(3.5);
    expect(sim.world.publishers[0]!.confirmedCount).toBe(3);
    const hasty = system({ retryAfter: "1 s", attempts: 3 }, {}, faults);
    hasty.advanceTo(Infinity);
    expect(hasty.world.publishers[0]!.confirmedCount).toBe(0);
    expect([hasty.summary().lost, hasty.checkInvariants()]).toEqual([{}, []]);
  });

  it("P9: has only so many under way: one at a time, each three seconds after the one before", () => {
    const sim = system({ inFlight: 1 });
    for (const [time, published] of [
      [0.9, 0],
      [1, 1],
      [3.9, 1],
      [4, 2],
      [15.9, 5],
      [16, 6],
    ] as const)
      expect(enteredAt(sim, time)).toMatchObject({ published });
    sim.advanceTo(Infinity);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("P9: holds what finds the buffer full, and gives it up in the end", () => {
    const sim = system({ inFlight: 1, buffer: { messages: 2, blockFor: "5 s" } });
    sim.advanceTo(Infinity);
    // One under way, two in the buffer, three held; one of them moves up after three seconds.
    expect(sim.summary().lost).toEqual({ "client-buffer-full": 2 });
    expect(consumerOf(sim, "c").completed).toBe(4);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("P9: passes by a buffer that has no room at all", () => {
    const none = system({ inFlight: 2, buffer: { messages: 0, blockFor: "4 s" } });
    none.advanceTo(Infinity);
    expect(none.summary().lost).toEqual({ "client-buffer-full": 2 });
  });

  it("P5, P9: sends copies of what has long arrived when a confirm takes longer than its patience", () => {
    const impatient = system({ retryAfter: "2 s", attempts: 3 });
    impatient.advanceTo(Infinity);
    expect(impatient.summary().duplicatesProcessed).toEqual({
      total: 6,
      byCause: { "publisher-retry": 6 },
    });
    const idempotent = system({ retryAfter: "2 s", attempts: 3, idempotent: true });
    idempotent.advanceTo(Infinity);
    expect(idempotent.summary().duplicatesProcessed.total).toBe(0);
    const patient = system({ retryAfter: "4 s", attempts: 3 });
    patient.advanceTo(Infinity);
    expect(patient.summary().duplicatesProcessed.total).toBe(0);
  });

  it("P5: gives up at the end of its patience, whatever attempts are left", () => {
    const lossy = { fault: "loss", link: "in", of: "publish", probability: 1, at: "0 s" };
    const lost = (deliveryTimeout: string) => {
      const sim = run({
        nodes: {
          p: {
            kind: "producer",
            messages: { M: 1 },
            arrivals: { process: "burst", at: "1 s", count: 3 },
            publisher: { retryAfter: "1 s", deliveryTimeout },
          },
          q: { kind: "queue" },
        },
        links: { in: line("publish", "p", "q") },
        scenario: { duration: "60 s", faults: { lossy: { ...lossy, for: "10 s" } } },
      });
      sim.advanceTo(Infinity);
      return sim.summary().lost;
    };
    expect(lost("5 s")).toEqual({ "publisher-gave-up": 3 });
    expect(lost("20 s")).toEqual({});
  });

  it("P6: closes a batch by its bytes", () => {
    const sim = run({
      messageTypes: { M: { kind: "event", size: "1 KiB" } },
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          arrivals: { process: "constant", rate: "1/s" },
          publisher: { batching: { size: 100, bytes: "3 KiB", linger: "1 h" } },
        },
        q: { kind: "queue" },
      },
      links: { in: line("publish", "p", "q") },
      scenario: { duration: "10.5 s" },
    });
    sim.advanceTo(Infinity);
    expect(sim.summary().nodes.q).toMatchObject({ published: 9 });
  });
});
