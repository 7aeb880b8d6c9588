import { describe, expect, test } from "vitest";
import { answersOf, expectPoisson, expectShare, lasting, nodeOf } from "./exam.testing.ts";

interface Streamed {
  readonly subscriptions: Record<string, Record<string, unknown>>;
}

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
    expect(nodeOf(report, "eu.q", "queue").subscriptions["eu.q"]!.deadLettered).toEqual({
      attempts: 3 * parked,
    });
    // What no binding took waits seven days in a queue that nobody reads.
    expect(report.lost).toEqual({ expired: nodeOf(report, "unrouted.q", "queue").published });
    expectShare(parked, published - 3 * parked, 0.01);
    expectShare(
      published - 3 * parked,
      nodeOf(report, "shop", "producer").produced,
      (11 / 12) * 0.6,
    );
  });

  test("E2: lag of each partition, order broken by the retry topics, duplicates of a rebalance", () => {
    // 400 orders a second for 4 min, then billing is gone for the last 20 s of 260 s. An order that fails (0.5 %) is
    // tried again after a minute, and is overtaken when its customer, the k-th with weight wₖ ~ k^−1.1, has placed another
    // one meanwhile: with probability 1 − exp(−60 λ wₖ). Only what failed in the first 180 s has been tried again by then.
    const report = answersOf("e02", ({ scenarios, system }) => {
      const { reporting } = (system.nodes.orders as unknown as Streamed).subscriptions;
      reporting!.cursor = { start: "latest" };
      const rebalances = {
        fault: "rebalance",
        target: "billing",
        at: "60 s",
        for: "60 s",
        every: "20 s",
      };
      const gone = { fault: "crash", target: "billing", at: "240 s", for: "60 s" };
      scenarios["two-hours"] = { duration: "260 s", seed: 2, faults: { rebalances, gone } };
    });
    const { "orders/billing": feed } = nodeOf(report, "orders", "stream").subscriptions;
    const { partitions, acknowledged, entered } = feed!;
    expect(partitions).toHaveLength(12);
    const lags = partitions!.map(({ lag }) => lag);
    expect(lags.reduce((sum, lag) => sum + lag)).toBe(entered - acknowledged);
    // What waits is 20 s of 400/s, and what was not committed in the 5 s before; the oldest of each partition came when
    // billing went, within the few messages that its slots and its batch held.
    expect(entered - acknowledged).toBeGreaterThan(20 * 400 - 5 * Math.sqrt(8000));
    expect(entered - acknowledged).toBeLessThan(25 * 400 + 5 * Math.sqrt(10_000));
    for (const { lagSeconds } of partitions!) {
      expect(lagSeconds).toBeGreaterThan(19);
      expect(lagSeconds).toBeLessThan(25.5);
    }
    const weights = Array.from({ length: 10_000 }, (_, k) => (k + 1) ** -1.1);
    const total = weights.reduce((sum, weight) => sum + weight);
    const followed = weights.reduce(
      (sum, weight) => sum + (weight / total) * (1 - Math.exp((-60 * 400 * weight) / total)),
      0,
    );
    expectPoisson(nodeOf(report, "billing", "consumer").overtaken, 180 * 400 * 0.005 * followed);
    // The hottest customer alone has a partition that is larger than an even share.
    expect(Math.max(...lags)).toBeGreaterThan((weights[0]! / total) * 20 * 400);
    // Members commit before they give a partition up: four rebalances hand nothing out again.
    expect(report.redelivered.byCause.rebalance).toBeUndefined();
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

  test("E4: receives in vain, a group behind one poison message, and what the cold start costs in p99", () => {
    // One account. A large transfer at 1.5 s, 21.5 s, 101.5 s, 121.5 s …: 20 s and 80 s apart. The function keeps warm for
    // 30 s, so that every other one meets a cold start of 400 ms. A batch waits 5 s for more, takes 30 ms and its
    // message 40 ms: 5.07 s warm, 5.47 s cold. The first one waits until 2 s in addition, when the function is scaled
    // from zero. What an instance has taken at once is no lag, so it is given up after the cooldown of 10 min, at 602 s
    // when it has finished: the transfer of 621.5 s waits until 622 s for a new one, which is cold.
    const pairs = Array.from({ length: 10 }, (_, i) => [1.5 + 100 * i, 21.5 + 100 * i]).flat();
    const report = answersOf("e04", ({ system, scenarios }) => {
      const { nodes, keys, links, attributes } = system;
      keys.account!.values = { values: "uniform", count: 1 };
      Object.assign(attributes!.channel!, { values: { branch: 1 } });
      Object.assign(attributes!.amount!, { values: { "large-domestic": 1 } });
      const recorded = (seconds: readonly number[]) => ({ process: "recorded", seconds });
      nodes.bank!.messages = { TransferBooked: 1 };
      nodes.bank!.arrivals = recorded(pairs);
      const poison = { messages: { StatementClosed: 1 }, arrivals: recorded([10]) };
      nodes.poison = { ...nodes.bank, ...poison };
      links["poison>booked"] = { kind: "publish", source: "poison", target: "booked" };
      const [work, check] = (nodes.fraud!.handlers as { TransferBooked: object[] }).TransferBooked;
      Object.assign(nodes.fraud!, { coldStart: "400 ms", keepWarm: "30 s", retry: {} });
      nodes.fraud!.handlers = { TransferBooked: [work, { ...check, time: "40 ms" }] };
      const post = { do: "work", time: "20 ms" };
      const fail = [post, { do: "fail", with: "permanent" }];
      nodes.ledger!.handlers = { TransferBooked: [post], StatementClosed: fail };
      scenarios["a-day-part"] = { duration: "1000 s", seed: 4 };
    });
    const { coldStarts, responseTime } = nodeOf(report, "fraud", "consumer");
    const { count, met, others } = coldStarts!;
    expect([count, met.count, others.count]).toEqual([11, 11, 9]);
    expect(others.mean).toBeCloseTo(5.07, 6);
    expect(met.mean).toBeCloseTo((9 * 5.47 + 2 * 5.97) / 11, 6);
    expect(coldStarts!.costInP99).toBeCloseTo(responseTime.p99 - others.p99, 9);
    expect(coldStarts!.costInP99).toBeCloseTo(0.9, 1);
    // At 10 s comes a statement that the ledger cannot read: it is delivered ten times, every 30 s, and is in the way
    // until 310 s. One receive takes all of a group that are there, so the transfer of 21.5 s gets through with the
    // delivery of 40 s; those of 101.5 and 121.5 s with that of 130 s, 201.5 s: 220 s, 221.5 s: 250 s, 301.5 s: 310 s.
    const { blocked, deadLettered } = nodeOf(report, "ledger-q", "queue").subscriptions[
      "ledger-q"
    ]!;
    expect(deadLettered).toEqual({ attempts: 1 });
    expect([blocked!.time.count, blocked!.heldUp, blocked!.now]).toEqual([1, 6, 0]);
    expect(blocked!.time.mean).toBeCloseTo(300, 3);
    expect(blocked!.secondsLost).toBeCloseTo(40 + 2 * 130 + 220 + 250 + 310 - 969, 3);
    // Nothing goes to the push queue but the statement: two instances ask every second from the beginning on, one of
    // them with success, after which it asks again at once.
    const { receives } = nodeOf(report, "push", "consumer");
    expect([receives!.answered, receives!.empty]).toEqual([0, 2 * 1001]);
  });

  test("E11: how many rows the batch writer stores at once, and which of them twice after a crash", () => {
    // 500 readings a second, half of the sensors for each of two writers. A batch is filled for a second from its first
    // message on, and written in 40 ms and 0.1 ms for each row after the first; by then the next one has begun. So a
    // batch of n rows takes 1.0399 s + n 0.1 ms, and so many of them follow one another in the time and leave what one
    // more would have stored. Nothing fails: each reading is stored once.
    const seconds = 120;
    const writing = (fault: object) =>
      answersOf("e11", ({ system, scenarios }) => {
        const { nodes } = system;
        nodes.sensors!.arrivals = { process: "constant", rate: "500/s" };
        nodes.warehouse!.writeLatency = "40 ms";
        scenarios["half-an-hour"] = { duration: `${seconds} s`, seed: 11, faults: { fault } };
      });
    const slow = { fault: "slow", target: "warehouse", factor: 10, at: "0 s", for: `${seconds} s` };
    for (const [factor, report] of [
      [1, writing({ ...slow, factor: 1 })],
      [10, writing(slow)],
    ] as const) {
      const { batches, completed } = nodeOf(report, "writer", "consumer");
      const stored = report.effects["store readings"]!;
      const { count, mean } = batches!;
      expect(stored.happened).toBe(completed);
      expect(stored.repeated).toEqual({});
      // Two writers; each has one batch at most in hand at the end, and the first message to wait for at the beginning.
      const ended = (2 * seconds - factor * 0.0001 * completed) / (1 + factor * 0.0399);
      expect(count).toBeLessThanOrEqual(ended + 2);
      expect(count).toBeGreaterThan(ended - 2);
      // n = 250/s of its time: n (1 − 250 · 0.1 ms) = 250 · 1.0399, and ten times the write where it is slow.
      const rows = (250 * (1 + factor * 0.0399)) / (1 - 250 * factor * 0.0001);
      expect(Math.abs(mean - rows)).toBeLessThan(5 * Math.sqrt(rows / count) + rows / 60);
    }
    // A writer that is gone when its tenth batch is stored and not committed: all of it is read and stored again.
    const atStep = { step: 0, when: "done", occurrence: 10 };
    const crashed = writing({ fault: "crash", target: "writer", for: "5 s", atStep });
    const { twiceOrMore, repeated } = crashed.effects["store readings"]!;
    expect(Object.keys(repeated)).toEqual(["consumer-crashed"]);
    expectPoisson(repeated["consumer-crashed"]!, (250 * 1.0399) / 0.975);
    expect(twiceOrMore).toBe(repeated["consumer-crashed"]);
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

  test("E15: the lost tail", () => {
    // 200 orders a second over six partitions, two of which are led in the zone that goes. The publisher is content
    // with the leader, and followers are a second behind: the last 200 · 2/6 orders of it are nowhere else.
    const report = answersOf("e15", ({ system, scenarios }) => {
      system.nodes.shop!.publisher = { confirm: "leader" };
      system.nodes["kafka-eu"]!.replication = { replicas: 3, minInSync: 2, lag: "1 s" };
      const gone = { fault: "zone-outage", target: "eu-b", at: "20 s", for: "20 s" };
      scenarios["worst-day"] = { duration: "60 s", seed: 15, faults: { gone } };
    });
    expectPoisson(report.lost["unreplicated-tail"]!, 200 / 3);
    expect(report.objectives.find(({ id }) => id === "lost-tail")!.measured).toBe(
      report.lost["unreplicated-tail"],
    );
  });

  test("E15: what is billed twice after the fail-back, and the time to recover", () => {
    // A region is gone from 60 s to 120 s; the other one takes over. What was billed and not committed before that is
    // read again when it is back: all of it where nothing is committed, 60 s · 200/s but for what is on its way; nothing
    // where each order is. A group that was empty waits 3 s for further members, in which 600 orders come: at 400/s, six
    // slots of 15 ms, 100 of them are left after another 2.5 s. Where nothing was committed 12,600 wait, and it never
    // gets less: a poll takes what is there of one partition before the next, up to 500 of it, and they are worked on in
    // order, so that each of three instances uses one slot: 200/s, as many as come. With an instance for each partition
    // all six are used, and (12,600 − 100)/200 = 62.5 s are enough.
    const failBack = (commit: object, instances = 3) =>
      answersOf("e15", ({ system, scenarios, objectives }) => {
        delete system.links["orders-eu>orders-us"];
        system.nodes.shop!.arrivals = { process: "constant", rate: "200/s" };
        const bill = { do: "work", time: "15 ms", effect: "bill order" };
        system.nodes["billing-eu"]!.handlers = { OrderPlaced: [bill] };
        Object.assign(system.nodes["billing-eu"]!, {
          commit,
          instances,
          concurrency: 6 / instances,
        });
        objectives.back = { objective: "lag", node: "billing-eu", below: 100, within: "5 min" };
        const gone = { fault: "zone-outage", target: "eu", at: "60 s", for: "60 s" };
        scenarios["worst-day"] = { duration: "4 min", seed: 15, faults: { gone } };
      });
    const nothing = { interval: "1 h", beforeLeaving: false };
    const never = failBack(nothing);
    const wide = failBack(nothing, 6);
    const each = failBack({ every: 1 });
    for (const { effects } of [never, wide]) {
      const twice = effects["bill order"]!.repeated["channel-outage"]!;
      expect(twice).toBeGreaterThan(12_000 - 20);
      expect(twice).toBeLessThanOrEqual(12_000);
    }
    expect(each.effects["bill order"]!.repeated).toEqual({});
    const secondsOf = (report: typeof never) => report.objectives.at(-1)!.recoveries![0]!.seconds;
    // It is looked 1,024 times at the lag, and six orders are on their way.
    const look = 240 / 1024;
    expect(secondsOf(never)).toBeUndefined();
    const billedAgain = nodeOf(never, "billing-eu", "consumer").attempts - 60 * 200;
    expect(Math.abs(billedAgain - (240 - 123) * 200)).toBeLessThan(20);
    expect(Math.abs(secondsOf(wide)! - 65.5)).toBeLessThan(look + 6 / 200);
    expect(Math.abs(secondsOf(each)! - 5.5)).toBeLessThan(look + 6 / 200);
  });

  test("E15: what is billed twice at the fail-over", () => {
    // Copies are a second behind. When the region goes at 65 s the other one has what came up to 64 s, and the group's
    // position of 60 s, when it had what came up to 59 s: 5 s · 200/s are billed again, but for orders on their way.
    const report = answersOf("e15", ({ system, scenarios }) => {
      system.nodes.shop!.arrivals = { process: "constant", rate: "200/s" };
      Object.assign(system.links["orders-eu>orders-us"]!, { lag: "1 s", syncOffsets: "20 s" });
      for (const id of ["billing-eu", "billing-us"])
        Object.assign(system.nodes[id]!, {
          commit: { every: 1 },
          handlers: { OrderPlaced: [{ do: "work", time: "15 ms", effect: "bill order" }] },
        });
      const gone = { fault: "zone-outage", target: "eu", at: "65 s", for: "60 s" };
      scenarios["worst-day"] = { duration: "3 min", seed: 15, faults: { gone } };
    });
    const { mirror, ...others } = report.effects["bill order"]!.repeated;
    expect(Math.abs(mirror! - 5 * 200)).toBeLessThan(20);
    expect(others).toEqual({});
    // Orders that came to the other region as its readers left stand before positions that are copied later.
    const { "offset-reset": skipped, ...lost } = report.lost;
    expect(skipped).toBeLessThan(20);
    expect(lost).toEqual({});
  });

  test("E19: wait by class, and the time that is lost behind the poison", () => {
    // One agent of 8 ms (exponential) at half load: W₀ = ρ/μ = 4 ms. Cobham's formula: gold, a tenth of the tickets,
    // waits W₀ / (1 − 0.05), a normal one W₀ / ((1 − 0.05)(1 − 0.5)). Waits are correlated over the relaxation time
    // τ = 1 / (μ (1 − √ρ)²), so a run of T is worth T/2τ independent ones. Nobody waits for long enough to rise.
    const seconds = 600;
    const report = answersOf("e19", ({ system, scenarios }) => {
      const { helpdesk, agents, sync } = system.nodes;
      helpdesk!.arrivals = { process: "poisson", rate: "62.5/s" };
      const answer = { do: "work", time: { distribution: "exponential", mean: "8 ms" } };
      const handlers = { TicketOpened: [answer] };
      Object.assign(agents!, { instances: 1, concurrency: 1, prefetch: 1, handlers });
      const [work, fail] = (sync!.handlers as { AccountChanged: object[] }).AccountChanged;
      sync!.handlers = { AccountChanged: [work, { ...fail, ofMessages: 0.002 }] };
      scenarios["an-hour"] = { duration: `${seconds + 60} s`, warmUp: "60 s", seed: 19 };
    });
    const { gold, normal } = nodeOf(report, "agents", "consumer").classes!.tier!;
    const independent = seconds / ((2 * 0.008) / (1 - Math.sqrt(0.5)) ** 2);
    for (const [times, wait] of [
      [gold!, 0.004 / 0.95],
      [normal!, 0.004 / (0.95 * 0.5)],
    ] as const) {
      const { mean, variance } = times.waitingTime;
      expect(Math.abs(mean - wait)).toBeLessThan(5 * Math.sqrt(variance / independent));
    }
    expectShare(gold!.waitingTime.count, gold!.waitingTime.count + normal!.waitingTime.count, 0.1);
    const [fast, served] = report.objectives;
    expect(fast!.measured).toBe(gold!.responseTime.p95);
    expect(served!.measured).toBe(normal!.responseTime.p99);
    // A poison message is delivered five times, 30 s each. Of 40 changes a second one in 500 is of its customer: 12 come
    // meanwhile, at any time, and lose half of it.
    const { blocked, deadLettered } = nodeOf(report, "changes", "queue").subscriptions.changes!;
    const { time, heldUp, secondsLost } = blocked!;
    expect(time.count).toBe(deadLettered.attempts);
    expect([time.min >= 150, time.max < 152]).toEqual([true, true]);
    expectPoisson(heldUp, time.count * time.mean * (40 / 500));
    const room = (5 * time.mean) / Math.sqrt(12 * heldUp);
    expect(Math.abs(secondsLost / heldUp - time.mean / 2)).toBeLessThan(room);
  });
});
