import { describe, expect, test } from "vitest";
import { answersOf, expectShare, lasting, nodeOf } from "./exam.testing.ts";

/** A crash of one in twenty, at a moment of a step. */
function crashAt(target: string, step: number, when: "before" | "done" | "after") {
  return { fault: "crash", target, for: "100 ms", atStep: { step, when, probability: 0.05 } };
}

describe("systems of the exam that ask what came of a business process answer", () => {
  test("E5: how both variants of one process end, side by side", () => {
    // Payment refuses 4 %, stock 3 %. One after the other or at once: (1 − 0.04)(1 − 0.03) complete, all others are
    // taken back, and without a fault none is stuck or inconsistent. Led by a coordinator both are asked at once,
    // so one step is taken back when just one refuses; choreographed, the stock is asked after the payment.
    const report = answersOf("e05", lasting("60 s", { faults: {} }));
    for (const id of ["order-process", "coordinator"]) {
      const { started, completed, compensated, stuck, inconsistent, durations } = report.sagas[id]!;
      expectShare(completed, started, 0.96 * 0.97);
      expect([completed + compensated, stuck, inconsistent]).toEqual([started, 0, 0]);
      expect(durations.completed.count).toBe(completed);
      expect(durations.compensated.count).toBe(compensated);
    }
    // Whatever is taken back is taken back once by the step that says so.
    for (const [done, back] of [
      ["charge card", "refund card"],
      ["reserve stock", "release stock"],
    ] as const)
      expect(report.effects[done]!.undone).toBe(report.effects[back]!.happened);
    const led = report.sagas.coordinator!.compensations;
    expectShare(led.count * led.mean, led.count, 0.04 * 0.97 + 0.96 * 0.03);
  });

  test("E5: how long both variants take, side by side", () => {
    // Payment takes 120 ms, stock 30, shipping 60, a refund 80 and a release 10. What is published to the log waits
    // 5 ms for its batch (linger.ms); the coordinator writes its state for 2 ms whenever it hears of a step.
    const report = answersOf("e05", ({ system: { nodes }, scenarios }) => {
      for (const id of ["web", "app"]) nodes[id]!.arrivals = { process: "constant", rate: "1/s" };
      nodes["saga-db"]!.writeLatency = "2 ms";
      const times = { payment: "120 ms", stock: "30 ms", shipping: "60 ms" };
      for (const [id, time] of Object.entries(times))
        for (const node of [nodes[id]!, nodes[`${id}-o`]!])
          for (const [step] of Object.values(node.handlers as Record<string, { time: unknown }[]>))
            if (typeof step!.time !== "string") step!.time = time;
      scenarios["an-hour"] = { duration: "300 s", drain: true, seed: 5 };
    });
    const told = (id: string) => {
      const { completed, compensated } = report.sagas[id]!.durations;
      return [completed.min, completed.max, compensated.min, compensated.max];
    };
    const seen = [120 + 30 + 60 + 3 * 5, 120 + 30 + 60 + 3 * 5, 120 + 5, 120 + 30 + 80 + 3 * 5];
    const led = [120 + 60 + 2 * 2, 120 + 60 + 2 * 2, 120 + 10 + 2 * 2, 120 + 80 + 2 * 2];
    for (const [id, expected] of [
      ["order-process", seen],
      ["coordinator", led],
    ] as const)
      for (const [i, seconds] of told(id).entries())
        expect(seconds).toBeCloseTo(expected[i]! / 1000, 9);
  });

  test("E6: phantoms and losses of two writes, none of an outbox, and what the outbox adds", () => {
    // Each instance has one order at a time, so that a crash strikes just that one: between the two writes, between
    // the steps of the transaction, or when it is committed and nobody knows.
    const report = answersOf("e06", ({ scenarios, system: { nodes } }) => {
      nodes["db-b"]!.errorRate = 0;
      const variants = ["write-first", "publish-first", "outbox-polled"];
      for (const id of variants) nodes[id]!.concurrency = 1;
      const a = crashAt("write-first", 2, "before");
      const b = crashAt("publish-first", 2, "before");
      const between = crashAt("outbox-polled", 1, "before");
      const committed = crashAt("outbox-polled", 1, "done");
      const faults = { a, b, between, committed };
      scenarios.crashes = { duration: "60 s", seed: 6, drain: true, faults };
      for (const id of ["charge", "mail"]) nodes[id]!.deduplication = undefined;
    });
    const told = (id: string): number => nodeOf(report, id, "endpoint").published;
    const written = (id: string): number => nodeOf(report, id, "database").store!.keyedWrites;
    const { crashes } = nodeOf(report, "write-first", "endpoint");
    expect(written("db-a") - told("write-first")).toBe(crashes);
    expectShare(crashes, written("db-a"), 0.05);
    const phantoms = told("publish-first") - written("db-b");
    expect(phantoms).toBe(nodeOf(report, "publish-first", "endpoint").crashes);
    expectShare(phantoms, told("publish-first"), 0.05);
    expect(nodeOf(report, "outbox-polled", "endpoint").crashes).toBeGreaterThan(100);
    const { published, delay } = nodeOf(report, "db-c", "database").outbox!;
    expect(published).toBe(written("db-c"));
    // A relay that looks every 100 ms finds what came at any time since: uniform between 0 and 100 ms.
    expect(Math.abs(delay.mean - 0.05)).toBeLessThan((5 * 0.1) / Math.sqrt(12 * delay.count));
    expect(delay.max).toBeLessThanOrEqual(0.1 + 1e-9);
  });

  test("E6: duplicates by cause, with a record before, after and with the work", () => {
    // One way to order, and consumers that crash once in twenty orders with one at a time: after the charge and before
    // its record, before the mail and after its record, and after the reservation and before its record.
    const report = answersOf("e06", ({ scenarios, system: { nodes, links } }) => {
      nodes.shoppers!.arrivals = { process: "poisson", rate: "20/s" };
      for (const id of ["publish-first", "outbox-polled", "outbox-tailed"])
        delete links[`shoppers>${id}`];
      Object.assign(nodes.mailer!, { errorRate: 0 });
      Object.assign(nodes.gateway!, { hangs: 0 });
      for (const id of ["charge", "mail", "stock"])
        Object.assign(nodes[id]!, { instances: 10, concurrency: 1 });
      const charge = crashAt("charge", 1, "before");
      const mail = crashAt("mail", 0, "before");
      const stock = crashAt("stock", 0, "after");
      const faults = { charge, mail, stock };
      scenarios.crashes = { duration: "60 s", seed: 6, drain: true, faults };
    });
    const orders = nodeOf(report, "shoppers", "producer").produced;
    const crashes = (id: string): number => nodeOf(report, id, "consumer").crashes;
    for (const id of ["charge", "mail", "stock"]) expect(crashes(id)).toBeGreaterThan(30);
    // The gateway knows the order again; the mail is known and never sent; the reservation is made once more.
    const {
      "charge card": charged,
      "send mail": mailed,
      "reserve stock": reserved,
    } = report.effects;
    expect(nodeOf(report, "gateway", "dependency").recognized).toBe(crashes("charge"));
    expect([charged!.happened, charged!.repeated]).toEqual([orders, {}]);
    expect([mailed!.missing, mailed!.happened]).toEqual([
      crashes("mail"),
      orders - crashes("mail"),
    ]);
    expect(reserved!.repeated).toEqual({ "lease-expired": crashes("stock") });
    expect([reserved!.missing, reserved!.happened]).toEqual([0, orders + crashes("stock")]);
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

  test("E20: who acted on facts that were withdrawn, before or after that", () => {
    // A block of 20 transfers every 12 s for half an hour, and after one in ten the last six are taken back, with all
    // of their transfers: 150 × 0.1 × 6 blocks, in bundles of six. Six readers are done with a block before the next one
    // comes, so they act first and undo it later. The seventh sleeps until the last block is long out: it acts on each
    // transfer in spite of its withdrawal.
    const report = answersOf("e20", ({ system, scenarios }) => {
      const { chain, ingest } = system.nodes;
      chain!.arrivals = { process: "constant", rate: "5/min" };
      Object.assign(chain!.withdrawals as object, { probability: 0.1 });
      const [work, tell] = (ingest!.handlers as { BlockMined: object[] }).BlockMined;
      Object.assign(ingest!.handlers as object, { BlockMined: [work, { ...tell, count: 20 }] });
      const asleep = { fault: "pause", target: "partner", at: "0 s", for: "40 min" };
      scenarios["a-day"] = { duration: "30 min", seed: 20, drain: true, faults: { asleep } };
    });
    const dropped = report.messageTypes.BlockDropped!.created;
    expect(Math.abs(dropped - 90)).toBeLessThan(5 * 6 * Math.sqrt(150 * 0.1 * 0.9));
    expect(report.messageTypes.BlockMined!.created).toBe(150 + dropped);
    const withdrawn = 20 * dropped;
    const told = (id: string) => nodeOf(report, id, "consumer").withdrawn!;
    for (const id of ["balances", "search", "alerts", "tax", "charts", "nft"]) {
      expect(told(id)).toEqual({ acted: withdrawn, afterwards: 0, undone: withdrawn });
      // What stands in the end are the transfers of 150 blocks.
      const { happened, undone } = report.effects[`apply in ${id}`]!;
      expect([happened, happened - undone]).toEqual([20 * (150 + dropped), 20 * 150]);
    }
    expect(told("partner")).toEqual({ acted: withdrawn, afterwards: withdrawn, undone: withdrawn });
  });
});
