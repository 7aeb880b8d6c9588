import { expect, test } from "vitest";
import { line, run } from "../experiment/testing.ts";

test("H5: waits before retries are those of the message, not of one that stood in its row before", () => {
  const once = (at: string) => ({ process: "burst", count: 1, at });
  const sim = run({
    messageTypes: { M: { kind: "event" }, N: { kind: "event" } },
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: once("0 s") },
      q: { kind: "queue" },
      late: { kind: "producer", messages: { N: 1 }, arrivals: once("10 s") },
      c: {
        kind: "consumer",
        retry: { attempts: 3, backoff: { kind: "fixed", delay: "5 s" } },
        handlers: { M: [{ do: "fail", firstAttempts: 1 }], N: [{ do: "work", time: "1 s" }] },
      },
    },
    links: {
      in: line("publish", "p", "q"),
      more: line("publish", "late", "q"),
      out: line("subscribe", "q", "c"),
    },
    scenario: {
      duration: "30 s",
      // The second message comes back without a wait of its own.
      faults: { crash: { fault: "crash", target: "c", at: "10.5 s", for: "1 s" } },
    },
  });
  sim.advanceTo(30);
  const { counts, retryDelays } = sim.world.services.get("c")!.figures;
  expect(counts).toMatchObject({ attempts: 4, completed: 2 });
  const { count, mean } = sim.world.context.kernel.probe.histograms.summaryOf(retryDelays);
  expect({ count, mean }).toEqual({ count: 1, mean: 5 });
});
