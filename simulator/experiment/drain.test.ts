import { expect, it } from "vitest";
import { line, run } from "./testing.ts";

it("a drained run that is stuck ends at its last event, in however many pieces it is run", () => {
  const stuck = () =>
    run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 2 } },
        q: { kind: "queue" },
        c: { kind: "consumer", handlers: { M: [{ do: "work", time: "1 s" }] } },
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: {
        duration: "2 s",
        drain: true,
        // Nothing ever takes back a delivery that was lost and has no lease.
        faults: {
          loss: {
            fault: "loss",
            link: "out",
            of: "delivery",
            probability: 1,
            at: "0.5 s",
            for: "9 s",
          },
        },
      },
    });
  const [whole, cut] = [stuck(), stuck()];
  whole.advanceTo(Infinity);
  cut.advanceTo(4.25);
  expect(cut.advanceTo(100)).toBe(true);
  expect([cut.now, cut.isDone]).toEqual([whole.now, true]);
  expect(cut.summary()).toEqual(whole.summary());
  expect(whole.summary().nodes.p).toMatchObject({ produced: 2, ended: 1 });
});
