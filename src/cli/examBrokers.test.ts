import { describe, expect, test } from "vitest";
import { answersOf, expectShare, lasting, nodeOf } from "./exam.testing.ts";

describe("systems of the exam that ask about channels and brokers answer", () => {
  test("E1: how often a message went round, and why it is parked", () => {
    // Of what comes to eu.q one in a hundred cannot be handled, whoever tries: it is rejected three times, waits
    // 30 s after each, and the fourth delivery parks it. 60 messages/s × 11/12 × 0.6 come; 2 min leave 30 s for the
    // last ones. With nothing produced after 3 min, all rounds are over when the run is empty.
    const report = answersOf("e01", lasting("3 min", { drain: true }));
    const { published } = nodeOf(report, "eu.q", "queue");
    const waited = nodeOf(report, "eu.wait", "queue");
    const parked = nodeOf(report, "eu.parked", "queue").published;
    expect(waited.published).toBe(3 * parked);
    expect(waited.subscriptions["eu.wait"]!.deadLettered).toEqual({ expired: 3 * parked });
    expect(nodeOf(report, "fulfilment", "consumer").failed.permanent).toBe(3 * parked);
    // What no binding took waits seven days in a queue that nobody reads.
    expect(report.lost).toEqual({ expired: nodeOf(report, "unrouted.q", "queue").published });
    expectShare(parked, published - 3 * parked, 0.01);
    expectShare(
      published - 3 * parked,
      nodeOf(report, "shop", "producer").produced,
      (11 / 12) * 0.6,
    );
  });

  test("E3: duplicates seen by each kind of reader", () => {
    // Whenever an instance has published and is to go on, it crashes once in a hundred times, and the message is
    // handled again. What a transaction had published then is aborted: whoever reads all sees it once more, whoever
    // reads what is committed does not. Without one, both see it once more. In the transaction the position is
    // committed with each message; beside it each message is committed too, so that nothing else is handled again.
    const report = answersOf("e03", ({ system, scenarios }) => {
      Object.assign(system.nodes["enricher-tx"]!, { concurrency: 1 });
      Object.assign(system.nodes.enricher!, { concurrency: 1, commit: { every: 1 } });
      const crash = { fault: "crash", for: "1 s", atStep: { step: 2, probability: 0.01 } };
      const faults = {
        tx: { ...crash, target: "enricher-tx" },
        direct: { ...crash, target: "enricher" },
      };
      scenarios.zombies = { duration: "60 s", seed: 3, drain: true, faults };
    });
    const crashes = (id: string): number => nodeOf(report, id, "consumer").crashes;
    expect(crashes("enricher-tx")).toBeGreaterThan(50);
    expect(crashes("enricher")).toBeGreaterThan(50);
    const payments = nodeOf(report, "payments", "producer").produced;
    for (const [effect, repeated] of [
      ["book, transactional and committed", 0],
      ["show, transactional and uncommitted", crashes("enricher-tx")],
      ["book, direct and committed", crashes("enricher")],
      ["show, direct and uncommitted", crashes("enricher")],
    ] as const)
      expect([effect, report.effects[effect]!.happened]).toEqual([effect, payments + repeated]);
  });

  test("E12: reminders in spite of a payment", () => {
    // The same in minutes: a reminder after 24 min; nine in ten pay after a lognormal time of 5 min (median) and
    // 30 min (99 %), which the bank books after one of 0.2 s and 30 s. 0.020947 of them are later than the reminder.
    const minutes = { distribution: "lognormal", p50: "5 min", p99: "30 min" };
    const report = answersOf("e12", ({ system, scenarios }) => {
      const { nodes } = system;
      nodes.shop!.arrivals = { process: "poisson", rate: "5/s" };
      const [work, remind, pay] = (nodes.intake!.handlers as { OrderPlaced: object[] }).OrderPlaced;
      const OrderPlaced = [work, { ...remind, delay: "24 min" }, { ...pay, delay: minutes }];
      nodes.intake!.handlers = { OrderPlaced };
      scenarios["three-days"] = { duration: "20 min", seed: 12, drain: true };
    });
    const orders = nodeOf(report, "shop", "producer").produced;
    const { cancelled, tooLate } = nodeOf(report, "reminders", "queue").scheduled!;
    const paid = report.effects["book payment"]!.happened;
    expectShare(paid, orders, 0.9);
    expectShare(tooLate, paid, 0.020947);
    expect(report.effects["send reminder"]!.happened).toBe(orders - cancelled);
    expect(cancelled + tooLate).toBe(paid);
  });

  test("E13: references that point to nothing", () => {
    // Kept for 2 h, and the archive is away from 3 h to 6 h: what came in the first of these hours is gone when it
    // is asked for, 360 documents (a Poisson number), each of which is asked for in three attempts.
    const report = answersOf("e13", ({ system, scenarios }) => {
      system.nodes.store!.retention = "2 h";
      // A poll of 500 documents of two seconds each would outlast the poll timeout, and be read again for ever.
      system.nodes.archive!.poll = { batch: 50 };
      const away = { fault: "outage", target: "archive", at: "3 h", for: "3 h" };
      scenarios["ten-days"] = { duration: "8 h", seed: 13, faults: { away } };
    });
    const { absent } = nodeOf(report, "store", "database").store!;
    expect(Math.abs(absent / 3 - 360)).toBeLessThan(5 * Math.sqrt(360));
  });
});
