import { describe, expect, it, test } from "vitest";
import { line, run } from "../experiment/testing.ts";

type Points = readonly (readonly [time: string, factor: number])[];

const curve = (points: Points, more: object = {}) => ({ curve: "points", points, ...more });

/** A producer of evenly spaced messages, ten a second if nothing else is said. */
function evenly(arrivals: object, more: { producer?: object; scenario?: object } = {}) {
  return run({
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "10/s", ...arrivals },
        ...more.producer,
      },
      q: { kind: "queue" },
      c: { kind: "consumer", handlers: { M: [] } },
    },
    links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
    scenario: { duration: "100 s", ...more.scenario },
  });
}

function countsAt(sim: ReturnType<typeof run>, ...times: number[]): number[] {
  return times.map((time) => {
    sim.advanceTo(time);
    const p = sim.summary().nodes.p;
    return p?.kind === "producer" ? p.produced : Number.NaN;
  });
}

const STEPS = { between: "step" };

describe("P15: evenly spaced arrivals whose rate has curves", () => {
  test.each([
    ["0", [curve([["0 s", 0]])], 0],
    // 10/s · (1 s · 0.5005 + 99 s)
    [
      "from 0.001 to 1 within a second",
      [
        curve([
          ["0 s", 0.001],
          ["1 s", 1],
        ]),
      ],
      995,
    ],
    [
      "1 for 50 s, then 0",
      [
        curve(
          [
            ["0 s", 1],
            ["50 s", 0],
          ],
          STEPS,
        ),
      ],
      500,
    ],
    // 10/s · 50.1 s / 2 = 250.5
    [
      "falling to 0 within 50.1 s",
      [
        curve([
          ["0 s", 1],
          ["50.1 s", 0],
        ]),
      ],
      250,
    ],
    // 10/s · 10 periods · (2 s · 3 + 5 s · 0.3)
    [
      "steps that repeat",
      [
        curve(
          [
            ["0 s", 3],
            ["2 s", 0],
            ["5 s", 0.3],
          ],
          { ...STEPS, period: "10 s" },
        ),
      ],
      750,
    ],
    [
      "a sinusoid of whole periods, and a half",
      [{ curve: "sinusoid", period: "40 s", amplitude: 1 }],
      1000 + 127,
    ],
    // Half of 10/s in the 50.1 s that are left
    [
      "two that multiply",
      [
        curve([["0 s", 0.5]]),
        curve(
          [
            ["0 s", 0],
            ["49.9 s", 1],
          ],
          STEPS,
        ),
      ],
      250,
    ],
  ])("come as often as the integral says: %s", (_name, curves, count) => {
    const sim = evenly({ curves });
    expect(countsAt(sim, Infinity)).toEqual([count]);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("none comes of 1/h at factor 0", () => {
    const sim = evenly(
      { rate: "1/h", curves: [curve([["0 s", 0]])] },
      { scenario: { duration: "1 h" } },
    );
    expect(countsAt(sim, Infinity)).toEqual([0]);
  });

  it("a factor of 1 changes nothing", () => {
    const times = [0.05, 0.15, 33.35, 99.95];
    expect(countsAt(evenly({ curves: [curve([["0 s", 1]])] }), ...times)).toEqual(
      countsAt(evenly({}), ...times),
    );
  });

  it("the rest of an interval that a pause cuts is waited for after it", () => {
    // 0.95 s of the clock until 0.95 s; it goes on at 60 s, and 0.05 s later the tenth comes.
    const pause = curve(
      [
        ["0 s", 1],
        ["950 ms", 0],
        ["60 s", 1],
      ],
      STEPS,
    );
    const sim = evenly({ curves: [pause] });
    expect(countsAt(sim, 0.92, 60.04, 60.06)).toEqual([9, 9, 10]);
  });

  it("the first comes when it is said to, and the next an interval of the curve later", () => {
    const half = curve([["0 s", 0.5]]);
    const sim = evenly({ first: "3 s", curves: [half] });
    expect(countsAt(sim, 2.99, 3.01, 3.19, 3.21)).toEqual([0, 1, 1, 2]);
  });

  it("from, until and limit hold", () => {
    // From 20 s on: 10/s · (30 s · 0.5 + 30 s)
    const curves = [
      curve(
        [
          ["0 s", 0.5],
          ["50 s", 1],
        ],
        STEPS,
      ),
    ];
    const producer = { from: "20.01 s", until: "80 s" };
    expect(countsAt(evenly({ curves }, { producer }), 20.2, 20.22, Infinity)).toEqual([0, 1, 449]);
    expect(countsAt(evenly({ curves }, { producer: { ...producer, limit: 7 } }), Infinity)).toEqual(
      [7],
    );
  });

  it("spikes multiply the curve, also where they stop everything", () => {
    const curves = [
      curve(
        [
          ["0 s", 0],
          ["15 s", 1],
        ],
        STEPS,
      ),
    ];
    const spike = (factor: number, at: string) => ({
      fault: "spike",
      target: "p",
      factor,
      at,
      for: "10 s",
    });
    const faults = { more: spike(3, "10.005 s"), none: spike(0, "50.005 s") };
    const sim = evenly({ curves }, { scenario: { faults } });
    // 5.005 s · 30/s, then 10/s
    const counts = countsAt(sim, 15, 20.005, 50.005, 60.005, Infinity);
    expect(counts).toEqual([0, 150, 450, 450, 850]);
  });

  it("a spike before its start does not begin it", () => {
    const faults = { more: { fault: "spike", target: "p", factor: 3, at: "2 s", for: "2 s" } };
    const curves = [curve([["0 s", 1]])];
    const sim = evenly({ curves }, { producer: { from: "50 s" }, scenario: { faults } });
    expect(countsAt(sim, 50.09, 50.11)).toEqual([0, 1]);
  });

  it("wait for a factor above 0 without an event", () => {
    const late = curve(
      [
        ["0 s", 0],
        ["99.5 s", 1],
      ],
      STEPS,
    );
    const sim = evenly({ curves: [late] });
    sim.advanceTo(99);
    const { eventCount } = sim;
    expect(eventCount).toBeLessThan(5);
    expect(countsAt(sim, Infinity)).toEqual([5]);
  });

  test.each([{}, { timeout: "30 s" }])("begin sagas too (%j)", (more) => {
    const arrivals = {
      process: "constant",
      rate: "10/s",
      curves: [
        curve(
          [
            ["0 s", 1],
            ["5.05 s", 0],
          ],
          STEPS,
        ),
      ],
    };
    const sim = run({
      keys: { k: {} },
      messageTypes: { M: { kind: "command", key: "k", size: "0 B" } },
      nodes: {
        s: {
          kind: "saga",
          mode: "orchestrated",
          correlation: "k",
          begins: { arrivals },
          steps: [{ name: "0", command: "M", to: "q" }],
          ...more,
        },
        q: { kind: "queue" },
        c: { kind: "consumer", handlers: { M: [] } },
      },
      links: { in: line("publish", "s", "q"), out: line("subscribe", "q", "c") },
      scenario: { duration: "100 s" },
    });
    sim.advanceTo(Infinity);
    expect(sim.summary().sagas.s?.started).toBe(50);
  });
});
