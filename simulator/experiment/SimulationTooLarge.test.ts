import { afterEach, describe, expect, it } from "vitest";
import { Slabs } from "../kernel/Slabs.ts";
import { SimulationTooLarge } from "./SimulationTooLarge.ts";
import { line, run } from "./testing.ts";

/** Whoever takes all that the thread has, so that the next run finds its memory used up after some messages. */
let greedy = new Slabs();
function takeAll(): void {
  greedy = new Slabs();
  for (let power = 26; power >= 10; power--) while (greedy.open(power) >= 0);
}
afterEach(() => greedy.dispose());

const producer = {
  kind: "producer",
  messages: { M: 1 },
  arrivals: { process: "constant", rate: "1000000/s" },
};
const system = (channel: object) => ({
  nodes: { p: producer, t: { kind: "topic" }, q: channel, side: { kind: "queue" } },
  links: { in: line("publish", "p", "t"), on: line("bind", "t", "q") },
  scenario: { duration: "10 s" },
});

/** What a run says of its end. */
function endOf(draft: Parameters<typeof run>[0]): unknown {
  const simulation = run(draft);
  simulation.advanceTo(0.001);
  takeAll();
  try {
    return simulation.advanceTo(Infinity);
  } catch (error) {
    return error;
  } finally {
    simulation.dispose();
  }
}

describe("a run that needs more memory than there is", () => {
  it("ends with the channel that holds it, who fills it, when, and how to mend it", () => {
    const end = endOf(system({ kind: "queue" }));
    expect(end).toBeInstanceOf(SimulationTooLarge);
    expect(String(end)).toMatch(
      /at 0\.0\d+ s of simulated time: "q" holds [\d,]+ messages, filled by "p" \([\d,]+ so far\)\. Bound the channel's capacity/,
    );
  });

  it("names a stream that nobody reads, too", () => {
    expect(String(endOf(system({ kind: "stream" })))).toMatch(
      /"q" holds [\d,]+ messages, filled by/,
    );
  });

  it("says where messages come from when no channel holds them", () => {
    const on = line("bind", "t", "q", { latency: "1 s" });
    const draft = system({ kind: "queue" });
    expect(String(endOf({ ...draft, links: { ...draft.links, on } }))).toMatch(
      /no channel holds much of it.*messages come from "p" \([\d,]+ so far\)/,
    );
  });

  it("is not built where there is no memory for the system", () => {
    takeAll();
    expect(() => run(system({ kind: "queue" }))).toThrow(SimulationTooLarge);
  });
});
