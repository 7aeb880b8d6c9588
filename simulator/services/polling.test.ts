import { describe, expect, it } from "vitest";
import { consumerOf, line, run } from "../experiment/testing.ts";

/** Twelve messages at once for one instance of three slots, each a second of work. */
const polled = (poll: object) =>
  run({
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 12 } },
      q: { kind: "queue" },
      c: { kind: "consumer", concurrency: 3, poll, handlers: { M: [{ do: "work", time: "1 s" }] } },
    },
    links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
    scenario: { duration: "20 s" },
  });

describe("an instance that polls", () => {
  it("H10: keeps all its slots at work when a batch fits into them", () => {
    const simulation = polled({ batch: 1 });
    simulation.advanceTo(1.5);
    expect(consumerOf(simulation, "c").completed).toBe(3);
    simulation.advanceTo(4.5);
    expect(consumerOf(simulation, "c").completed).toBe(12);
  });

  it("H10: takes a larger batch when it has finished all that it took", () => {
    const simulation = polled({ batch: 5 });
    // It waited for the first one and got it alone; then five, of which three have a slot at once.
    const completed = [1.5, 2.5, 3.5, 4.5, 5.5, 6.5].map((time) => {
      simulation.advanceTo(time);
      return consumerOf(simulation, "c").completed;
    });
    expect(completed).toEqual([1, 4, 6, 9, 11, 12]);
  });
});
