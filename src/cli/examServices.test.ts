import { describe, expect, test } from "vitest";
import { answersOf, expectPoisson, expectShare, lasting, nodeOf } from "./exam.testing.ts";

describe("systems of the exam that ask about services answer", () => {
  test("E7: latency and availability of both ways, and calls amplified by retries", () => {
    // Stock fails half of its calls, and each hop of the chain asks twice: payments fails 1/4, pricing 1/16 and
    // checkout 1/256 of its requests, so one checkout costs 1.5 × 1.25 × 1.0625 calls of the stock.
    // Nobody gives up: what is late is counted elsewhere.
    const report = answersOf("e07", ({ system, scenarios }) => {
      for (const id of ["checkout", "pricing", "payments", "stock-api"]) {
        const node = system.nodes[id]!;
        const handler = node.handler as { do: string }[];
        node.timeLimit = "60 s";
        node.handler = handler.map((step) =>
          step.do === "call" ? { ...step, timeout: "30 s" } : step,
        );
      }
      system.nodes["sync-users"]!.call = { timeout: "60 s" };
      const errors = { fault: "errors", target: "stock-api", probability: 0.5, at: "0 s" };
      scenarios["slow-stock"] = { duration: "20 s", seed: 7, drain: true, faults: { errors } };
    });
    const requests = (id: string): number => nodeOf(report, id, "endpoint").requests;
    // The number of calls of one checkout has a deviation of about one.
    const amplified = requests("stock-api") / requests("checkout");
    const room = 5 / Math.sqrt(requests("checkout"));
    expect(Math.abs(amplified - 1.5 * 1.25 * 1.0625)).toBeLessThan(room);
    for (const [id, failing] of [
      ["stock-api", 1 / 2],
      ["payments", 1 / 4],
      ["pricing", 1 / 16],
      ["checkout", 1 / 256],
    ] as const)
      expectShare(
        (1 - nodeOf(report, id, "endpoint").availability!) * requests(id),
        requests(id),
        failing,
      );
    const chain = nodeOf(report, "sync-users", "producer").users!;
    const page = nodeOf(report, "async-users", "producer").users!;
    expect(page.availability).toBe(1);
    expect(chain.latency.count).toBe(chain.served);
  });

  test("E7: what users wait for, as a chain and with a page that asks again", () => {
    // Times without chance: the chain takes 20 + 40 + 150 + 60 ms. The page has its 202 after 10 ms of work, a write and a
    // commit of 5 ms each; it reads the status for 2 ms in vain, and again 2 s later, when nearly all are ready.
    const report = answersOf("e07", ({ system: { nodes }, scenarios }) => {
      const times = [20, 40, 150, 60, 10];
      const ids = ["checkout", "pricing", "payments", "stock-api", "orders-api"];
      for (const [i, id] of ids.entries())
        (nodes[id]!.handler as { time: string }[])[0]!.time = `${times[i]} ms`;
      nodes["orders-db"]!.writeLatency = "5 ms";
      scenarios["slow-stock"] = { duration: "20 s", seed: 7, drain: true };
    });
    const latency = (id: string) => nodeOf(report, id, "producer").users!.latency;
    expect(latency("sync-users").max).toBeCloseTo(0.27, 9);
    expect(latency("sync-users").min).toBeCloseTo(0.27, 9);
    expect(latency("async-users").min).toBeCloseTo(0.01 + 2 * 0.005 + 2 + 2 * 0.002, 9);
    expect(latency("async-users").p99).toBeCloseTo(latency("async-users").min, 9);
  });

  test("E8: staleness at each read, wrong reads, conflicts, and how long the rebuild takes", () => {
    // One account, and every time in round numbers. Twice in every second somebody deposits: at 0 and 5 ms. A deposit
    // reads the version for 2 ms, works for 2 ms, writes for 3 ms and commits with the outbox after another 3 ms:
    // the first at 10 ms. The second has read at 7 ms, and meets a conflict at 15 ms; it reads again, does the rest
    // again, and commits at 25 ms. A screen is loaded 10 ms after the commit and reads for 2 ms: both miss their own
    // deposit, by 12 ms, since the relay alone takes 20 ms. The deposit of 10 ms is in the balance at 36 ms (relay,
    // 2 ms to ask whether it is known, 4 ms to write), before the second screen reads at 37 ms.
    const report = answersOf("e08", ({ system, scenarios }) => {
      const { keys, nodes } = system;
      keys.account!.values = { values: "uniform", count: 1 };
      const seconds = Array.from({ length: 60 }, (_, i) => [i, i + 0.005]).flat();
      nodes.customers!.arrivals = { process: "recorded", seconds };
      const [deposit, reload, read, reply] = nodes.screen!.handler as object[];
      nodes.screen!.handler = [deposit, { ...reload, time: "10 ms" }, read, reply];
      const eventStore = { snapshotEvery: 100, replayLatency: "0 s" };
      Object.assign(nodes.events!, { writeLatency: "3 ms", eventStore });
      Object.assign(nodes.projection!, { instances: 1, concurrency: 1, poll: undefined });
      const rebuild = { fault: "rebuild", target: "projection", at: "49.9 s" };
      scenarios.afternoon = { duration: "60 s", seed: 8, faults: { rebuild } };
    });
    const { conflicts, keyedWrites } = nodeOf(report, "events", "database").store!;
    expect([conflicts, keyedWrites]).toEqual([60, 120]);
    expect(nodeOf(report, "deposit", "endpoint").failed).toEqual({});
    const { keyedReads, stale, ownWriteMissing, staleness } = nodeOf(report, "balances", "database")
      .store!;
    expect([keyedReads, stale, ownWriteMissing]).toEqual([120, 120, 120]);
    // 100 deposits are projected again at 49.9 s, each in 10 ms: asked for (2 ms), written (4 ms), recorded (4 ms).
    // So the balance lacks all of them until 50.9 s: the screens of second 50 miss that of 49.025 s as well.
    const [span] = report.faults;
    expect(span!.until! - span!.from).toBeCloseTo(1, 6);
    expect(staleness.max).toBeCloseTo(50.037 - 49.025, 6);
    const sum = 59 * (0.012 + 0.012) + (50.022 - 49.025) + (50.037 - 49.025);
    expect(staleness.mean).toBeCloseTo(sum / 120, 6);
  });

  test("E9: late replies", () => {
    // With a slot for each request nothing waits: a reply is late when the lognormal law of 350 ms (median) and
    // 2.5 s (99 %) exceeds 2 s, which is 1 − Φ(ln(2/0.35) / (ln(2.5/0.35)/2.3263)) = 0.019589.
    const report = answersOf("e09", ({ system, scenarios }) => {
      system.nodes.quotes!.concurrency = 500;
      scenarios["slow-quotes"] = { duration: "2 min", seed: 9, drain: true };
    });
    const { requests, waits } = nodeOf(report, "site", "endpoint");
    expectShare(waits!.late, requests, 0.019589);
    expect([waits!.timedOut, waits!.joined]).toEqual([waits!.late, requests - waits!.late]);
    expect(waits!.orphans ?? 0).toBe(0);
  });

  test("E9: replies that come back to nobody", () => {
    // Each quote takes a second. Ten times the first of three instances crashes, with what it waits for: all requests of
    // the second before, a third of 50/s. Their answers are orphans, and nothing else is.
    const crash = (i: number) => ({
      fault: "crash",
      target: "site",
      instance: 0,
      at: `${10 + 5 * i} s`,
      for: "1 s",
    });
    const report = answersOf("e09", ({ system, scenarios }) => {
      const [, reply] = (system.nodes.quotes!.handlers as { GetQuote: object[] }).GetQuote;
      const handlers = { GetQuote: [{ do: "work", time: "1 s" }, reply] };
      Object.assign(system.nodes.quotes!, { concurrency: 500, handlers });
      const faults = Object.fromEntries(
        Array.from({ length: 10 }, (_, i) => [`crash-${i}`, crash(i)]),
      );
      scenarios["slow-quotes"] = { duration: "60 s", seed: 9, drain: true, faults };
    });
    const { requests, waits } = nodeOf(report, "site", "endpoint");
    expectPoisson(waits!.orphans, 10 * (50 / 3));
    expect([waits!.joined, waits!.timedOut, waits!.late]).toEqual([
      requests - waits!.orphans,
      0,
      0,
    ]);
  });

  test("E10: joined, timed out, and come after the end", () => {
    // 0.98 × 0.99 orders get both facts, and these come within 15 min of each other with probability 0.984832
    // (lognormal laws of 20 s and 20 min, 5 s and 3 min; integrated over the quantiles of the second).
    const report = answersOf("e10", lasting("10 min", { faults: {} }));
    const { joined, timedOut, late } = nodeOf(report, "shipping", "consumer").waits!;
    const orders = nodeOf(report, "shop", "producer").produced;
    expectShare(joined, orders, 0.98 * 0.99 * 0.984832);
    expectShare(orders - joined - timedOut, orders, 0.02 * 0.01);
    const facts =
      report.messageTypes.PaymentTaken!.created + report.messageTypes.StockReserved!.created;
    expect(2 * joined + timedOut + late).toBe(facts);
    expect(report.effects["ship parcel"]!.happened).toBe(joined);
    expect(report.effects["cancel order"]!.happened).toBe(timedOut);
  });

  test("E14: poison by version pair, growth of the dead letters, and who had to deploy first", () => {
    // Six instances; every 50 s from 5 min on one goes for 10 s and comes back with version 2, from 15 min on one
    // every 100 s with version 3, which renames a field: the registry refuses it, and the shop fails. Reporting
    // reads version 1 alone. Of 60 orders a second version 2 has, while the k-th instance is gone (k = 0 … 5) and
    // the five others share its work, k/5, then (k + 1)/6; and (5 − k)/5, (5 − k)/6 on its way out:
    // 60 · (Σ 10 k/5 + 40 (k + 1)/6 + 300 + Σ 10 (5 − k)/5 + 90 (5 − k)/6) = 60 · (30 + 140 + 300 + 30 + 225).
    const report = answersOf("e14");
    const [poison] = nodeOf(report, "reporting", "consumer").unreadable!;
    expectPoisson(poison!.count, 60 * 725);
    expect([poison!.written, poison!.reads]).toEqual(["2", ["1"]]);
    // Of version 3 comes what version 1 and 2 leave of the last 25 minutes.
    const { failed } = nodeOf(report, "shop", "endpoint");
    expectPoisson(failed.schema!, 60 * (25 * 60 - 255));
    const { published, growth } = nodeOf(report, "orders.dlt", "stream");
    expect([published, growth!.every]).toEqual([poison!.count, 40]);
    expect(growth!.arrived.reduce((sum, count) => sum + count)).toBe(published);
    // Nothing before 5 min and after 23 min 20 s; between 10 and 15 min 60 a second.
    expect(growth!.arrived.slice(0, 7)).toEqual(Array(7).fill(0));
    expect(growth!.arrived.slice(36)).toEqual(Array(24).fill(0));
    for (const count of growth!.arrived.slice(15, 22)) expectPoisson(count, 60 * 40);
    expect(report.contracts).toEqual([
      {
        ...{ message: "OrderPlaced", from: "1", to: "2", deployFirst: "either", refusedBy: [] },
        metTooEarly: { reporting: poison!.count },
      },
      {
        ...{ message: "OrderPlaced", from: "2", to: "3", deployFirst: "neither" },
        ...{ refusedBy: ["registry"], metTooEarly: {} },
      },
    ]);
  });

  test("E14: without a registry the newest version reaches those who cannot read it", () => {
    // Billing is not deployed: all that the shop writes in version 3 is poison to both.
    const report = answersOf("e14", ({ system, scenarios }) => {
      system.nodes.registry!.guards = [];
      const v3 = { fault: "deploy", target: "shop", at: "1 min", writes: { OrderPlaced: "3" } };
      scenarios["producers-first"] = { duration: "3 min", seed: 14, drain: true, faults: { v3 } };
    });
    const [billing, reporting] = ["billing", "reporting"].map(
      (id) => nodeOf(report, id, "consumer").unreadable![0]!.count,
    );
    expectPoisson(billing!, 60 * 110);
    expect(reporting).toBe(billing);
    const step = report.contracts.find(({ to }) => to === "3")!;
    expect([step.deployFirst, step.refusedBy]).toEqual(["neither", []]);
    expect(Object.keys(step.metTooEarly)).toEqual(["billing", "reporting"]);
  });

  test("E16: the closed source slows down with the shop, the open one does not", () => {
    // N = X (Z + R): 2,000 users who think 7 s make 2,000/(7 s + R) requests a second, whatever R is.
    for (const factor of [1, 8]) {
      const report = answersOf("e16", ({ system, scenarios }) => {
        const { users, office, sale, log } = system.nodes;
        Object.assign(users!, { from: "0 s", until: undefined });
        Object.assign(office!, { arrivals: { process: "poisson", rate: "5/s" } });
        for (const idle of [sale, log]) Object.assign(idle!, { from: "10 h", until: undefined });
        const slow = { fault: "slow", target: "shop", factor, at: "0 s" };
        scenarios["sale-day"] = { duration: "90 s", warmUp: "50 s", seed: 16, faults: { slow } };
      });
      const { served, latency } = nodeOf(report, "users", "producer").users!;
      expect((served / 40) * (7 + latency.mean)).toBeGreaterThan(2000 * 0.95);
      expect((served / 40) * (7 + latency.mean)).toBeLessThan(2000 * 1.05);
      expect(Math.abs(nodeOf(report, "office", "producer").produced - 200)).toBeLessThan(
        5 * Math.sqrt(200),
      );
    }
  });

  test("E17: which numbers the user has still to give", () => {
    // Whoever merged the three documents had to guess how much comes, how long the work takes, and who does it.
    const report = answersOf("e17", lasting("10 s"));
    expect(report.guesses).toEqual([
      "$.system.nodes.orders.arrivals.rate",
      "$.system.nodes.payments.instances",
      '$.system.nodes.payments.handlers["order.placed"][0].time',
      "$.system.nodes.shipping.instances",
      '$.system.nodes.shipping.handlers["payment.captured"][0].time',
    ]);
    expect(answersOf("e16", lasting("10 s")).guesses).toEqual([]);
  });

  test("E18: how long it takes to recover where nothing makes it worse", () => {
    // Without policies a slow minute is a backlog: 75 calls/s come, 10/s are served (ten slots of a second each), 3,900
    // are left when it is over. 100/s are served then, but that the ten calls under way take up to a second still: 25
    // fewer each second, and 180 of them are in the hands of the services. Each of the three queues is back under 50
    // when (3,900 − 25 t − 180)/3 < 50, after 142.8 s, and at most those last ten calls and two looks later.
    const report = answersOf("e18", ({ system, scenarios }) => {
      for (const id of ["limited", "budgeted", "eager"]) {
        const { nodes } = system;
        nodes[`${id}-source`]!.arrivals = { process: "constant", rate: "25/s" };
        nodes[`${id}-q`]!.expiry = undefined;
        const call = { do: "call", to: "rates", timeout: "10 min" };
        nodes[id]!.handlers = { QuoteRequested: [call] };
      }
      system.nodes.rates!.latency = "100 ms";
      scenarios["slow-minute"]!.duration = "10 min";
    });
    const [rates, ...queues] = report.objectives.map(({ recoveries }) => recoveries![0]!.seconds!);
    expect(rates).toBe(0);
    for (const seconds of queues) {
      expect(seconds).toBeGreaterThan(142.8);
      expect(seconds).toBeLessThan(142.8 + 10 / 25 + 3 + (2 * 600) / 1024);
    }
  });

  test("E18: with its policies it does not recover by itself", () => {
    // 75 quotes a second would need 75 of the 100 calls/s. Retries and hedges make more of them than can be served
    // long after the minute is over: the rate-limited service, which has no way around, never gets its queue down.
    const report = answersOf("e18");
    const recovered = Object.fromEntries(
      report.objectives.map(({ id, recoveries }) => [id, recoveries![0]!.seconds]),
    );
    expect(recovered["limited-recovers"]).toBeUndefined();
    expect(recovered["rates-recover"]).toBeUndefined();
    // The other two give up instead: what they cannot do is dead, and they look well.
    expect([recovered["budgeted-recovers"], recovered["eager-recovers"]]).toEqual([0, 0]);
    for (const id of ["budgeted", "eager"]) {
      const { completed, deadLettered } = nodeOf(report, id, "consumer");
      expect(deadLettered).toBeGreaterThan(completed);
    }
    const { calls } = nodeOf(report, "rates", "dependency");
    expect(calls / report.simulatedSeconds).toBeGreaterThan(100);
  });
});
