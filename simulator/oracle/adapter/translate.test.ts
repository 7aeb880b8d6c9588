import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Scenario, System } from "../../model/index.ts";
import type { OracleCase } from "../OracleFile.ts";
import { readOracleFile } from "../readOracleFile.ts";
import { whyNotYet } from "../runReplications.ts";
import { Inexpressible } from "./Inexpressible.ts";
import { translate } from "./translate.ts";

const file = new URL("../cases/queueing.json", import.meta.url);
const { cases } = readOracleFile(readFileSync(file, "utf8"));

/** A case with one queue and one consumer, changed as a test needs it. */
function caseWith(system: Partial<OracleCase["system"]>): OracleCase {
  return {
    id: "one",
    title: "",
    system: {
      producers: [{ id: "p", to: "q", arrivals: { process: "poisson", rate: 1 } }],
      channels: [{ id: "q", kind: "queue" }],
      consumers: [{ id: "c", from: "q", handler: [] }],
      ...system,
    },
    run: { warmup: 0, duration: 1, drain: false, replications: 1 },
    quantities: [{ metric: "c.throughput", value: 1, decision: "interval", precision: 1 }],
  };
}

describe("translate", () => {
  it.each(cases.map((oracleCase) => [oracleCase.id, oracleCase] as const))(
    "makes a valid system of %s",
    (_, oracleCase) => {
      const { system, scenario } = translate(oracleCase, 1);
      expect(System.safeParse(system).error?.issues ?? []).toEqual([]);
      expect(Scenario.safeParse(scenario).error?.issues ?? []).toEqual([]);
    },
  );

  it("keeps seconds and rates to the last bit", () => {
    const interval = 0.014285714285714285;
    const { system } = translate(
      caseWith({
        producers: [{ id: "p", to: "q", arrivals: { process: "constant", interval } }],
      }),
      1,
    );
    expect(System.parse(system).nodes.p).toMatchObject({
      arrivals: { process: "renewal", interval },
    });
  });

  it("flattens mixtures of mixtures, with the product of their weights", () => {
    const work = (value: number, weight: number) => ({
      distribution: "constant" as const,
      value,
      weight,
    });
    const time = {
      distribution: "mixture" as const,
      of: [
        { distribution: "mixture" as const, of: [work(1, 1), work(2, 3)], weight: 1 },
        work(3, 1),
      ],
    };
    const consumers = [{ id: "c", from: "q", handler: [{ do: "work" as const, time }] }];
    const { system } = translate(caseWith({ consumers }), 1);
    expect(System.parse(system).nodes.c).toMatchObject({
      handlers: {
        "*": [
          {
            time: {
              of: [
                { weight: 0.125, value: 1 },
                { weight: 0.375, value: 2 },
                { weight: 0.5, value: 3 },
              ],
            },
          },
        ],
      },
    });
  });

  it("puts a crash step where it stands in the list", () => {
    const { system, scenario } = translate(
      caseWith({
        consumers: [
          {
            id: "c",
            from: "q",
            handler: [
              { do: "effect", name: "charge" },
              { do: "crash", probability: 0.05 },
              { do: "ack" },
            ],
          },
        ],
      }),
      1,
    );
    expect(Object.values(Scenario.parse(scenario).faults)).toMatchObject([
      {
        fault: "crash",
        target: "c",
        atStep: { step: 1, when: "before", probability: 0.05 },
        mttr: 0,
      },
    ]);
    expect(System.parse(system).nodes.c).toMatchObject({
      handlers: { "*": [{ effect: "charge" }, { do: "work", time: 0 }, { do: "ack" }] },
    });
  });

  it("publishes messages of the root that is handled, where several roots meet", () => {
    const poisson = { process: "poisson" as const, rate: 1 };
    const { system } = translate(
      caseWith({
        producers: [
          { id: "p", to: "q", arrivals: poisson, priority: 1 },
          { id: "r", to: "q", arrivals: poisson, key: { distribution: "uniform", keys: 7 } },
        ],
        channels: [
          { id: "q", kind: "queue" },
          { id: "next", kind: "queue" },
        ],
        consumers: [{ id: "c", from: "q", handler: [{ do: "publish", to: "next" }] }],
      }),
      1,
    );
    const parsed = System.parse(system);
    expect(parsed.nodes.c).toMatchObject({
      handlers: { p: [{ message: "p" }], r: [{ message: "r" }] },
    });
    expect(parsed.messageTypes).toMatchObject({ p: { priority: 1 }, r: { key: "r.key" } });
  });

  it("says the words that no case of the file uses, and the engine simulates them", () => {
    const poisson = { process: "poisson" as const, rate: 1 };
    const second = { distribution: "constant" as const, value: 1 };
    const everything = caseWith({
      producers: [
        {
          id: "p",
          to: ["q", "t"],
          arrivals: { process: "times", at: [3, 1] },
          from: 1,
          until: 5,
          batching: { size: 3, linger: 0.5 },
        },
        { id: "r", to: "s", arrivals: { process: "randomTimes", count: 9, between: [1, 2] } },
        {
          id: "u",
          to: "s",
          arrivals: poisson,
          confirm: { lossProbability: 0.1, retryAfter: second },
        },
      ],
      channels: [
        {
          id: "q",
          kind: "queue",
          latency: second,
          maxReady: 3,
          overflow: "block",
          timeToLive: 5,
          redeliverTo: "tail",
        },
        { id: "t", kind: "topic", subscriptions: [{ to: "q", probability: 0.5 }] },
        { id: "s", kind: "stream", partitions: 3, partitioner: "random", retention: 9 },
      ],
      consumers: [
        {
          id: "c",
          from: "q",
          poll: { interval: second, batch: 5, work: "perBatch" },
          coldStart: second,
          handler: [{ do: "work", time: second }, { do: "ack" }],
        },
        {
          id: "d",
          from: "s",
          instances: 2,
          assignment: "roundRobin",
          commitEvery: 7,
          handler: [{ do: "work", time: second }],
        },
      ],
      faults: [
        { kind: "outage", channel: "q", from: 2, until: 3, publishes: "lose" },
        { kind: "pause", consumer: "d", from: 2, until: 3 },
      ],
    });
    const { system, scenario } = translate(everything, 1);
    expect(System.safeParse(system).error?.issues ?? []).toEqual([]);
    expect(Scenario.safeParse(scenario).error?.issues ?? []).toEqual([]);
    expect(whyNotYet(everything)).toBeUndefined();
  });

  it("names the word that it has no counterpart for", () => {
    const varying = { distribution: "exponential" as const, mean: 1 };
    const consumers = [{ id: "c", from: "q", handler: [], coldStart: varying }];
    expect(() => translate(caseWith({ consumers }), 1)).toThrow(Inexpressible);
    expect(() => translate(caseWith({ consumers }), 1)).toThrow("coldStart that is not constant");
  });
});
