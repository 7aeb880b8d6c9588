import { describe, expect, it } from "vitest";
import { line, run } from "./testing.ts";

const REPLICATIONS = 20;
/** Student's t for 99 % and 19 degrees of freedom. */
const T_99 = 2.861;

interface Station {
  readonly name: string;
  readonly arrivalRate: number;
  readonly servers: number;
  readonly work: object | string;
  /** Mean wait in the queue, from theory. */
  readonly wait: number;
}

/** Erlang's C formula: mean wait of M/M/c. Source: Kleinrock, Queueing Systems I (1975), section 3.5. */
function waitMMc(arrivalRate: number, mean: number, servers: number): number {
  const load = arrivalRate * mean;
  let term = 1;
  let sum = 1;
  for (let k = 1; k < servers; k++) {
    term *= load / k;
    sum += term;
  }
  const last = (term * load) / servers / (1 - load / servers);
  return ((last / (sum + last)) * mean) / (servers - load);
}

const stations: Station[] = [
  {
    name: "M/M/1",
    arrivalRate: 8,
    servers: 1,
    work: { distribution: "exponential", mean: "100 ms" },
    wait: waitMMc(8, 0.1, 1),
  },
  {
    name: "M/M/4",
    arrivalRate: 34,
    servers: 4,
    work: { distribution: "exponential", mean: "100 ms" },
    wait: waitMMc(34, 0.1, 4),
  },
  // Pollaczek–Khinchine with no variance: ρ s / (2 (1 − ρ)).
  { name: "M/D/1", arrivalRate: 8, servers: 1, work: "100 ms", wait: (0.8 * 0.1) / (2 * 0.2) },
];

function meanWait(station: Station, seed: number): number {
  const sim = run({
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "poisson", rate: `${station.arrivalRate}/s` },
      },
      q: { kind: "queue" },
      c: {
        kind: "consumer",
        concurrency: station.servers,
        handlers: { M: [{ do: "work", time: station.work }] },
      },
    },
    links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
    scenario: { duration: "3000 s", warmUp: "200 s", seed },
  });
  sim.advanceTo(Infinity);
  expect(sim.checkInvariants()).toEqual([]);
  const node = sim.summary().nodes.c;
  return node?.kind === "consumer" ? node.waitingTime.mean : Number.NaN;
}

describe("mean waits against theory", () => {
  it.each(stations)("$name lies within its 99 % confidence interval", (station) => {
    const waits = Array.from({ length: REPLICATIONS }, (_, seed) => meanWait(station, seed + 1));
    const mean = waits.reduce((a, b) => a + b) / REPLICATIONS;
    const deviation = Math.sqrt(
      waits.reduce((a, b) => a + (b - mean) ** 2, 0) / (REPLICATIONS - 1),
    );
    const halfWidth = (T_99 * deviation) / Math.sqrt(REPLICATIONS);
    expect(halfWidth / station.wait).toBeLessThan(0.05);
    expect(Math.abs(mean - station.wait)).toBeLessThan(halfWidth);
  });
});
