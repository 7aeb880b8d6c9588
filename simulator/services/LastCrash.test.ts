import { expect, test } from "vitest";
import { createSimulation } from "../experiment/Simulation.ts";
import { Scenario, type SystemText } from "../model/index.ts";
import { readSystem } from "../profiles/index.ts";

/** One message each second into a handler of three steps, prefetched four deep; its instance crashes once. */
function lastCrash(at: string, fault: object = {}) {
  const work = (time: string, effect?: string) => ({ do: "work", time, ...(effect && { effect }) });
  const system = readSystem({
    messageTypes: { M: { kind: "event" }, N: { kind: "event" } },
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "burst", count: 5 },
      },
      q: { kind: "queue" },
      c: {
        kind: "consumer",
        prefetch: 4,
        handlers: { M: [work("1 s", "charge"), work("1 s"), work("1 s", "ship")] },
      },
    },
    links: {
      in: { kind: "publish", source: "p", target: "q" },
      out: { kind: "subscribe", source: "q", target: "c" },
    },
  } as unknown as SystemText);
  const crash = { fault: "crash", target: "c", at, for: "1 s", ...fault };
  const scenario = Scenario.parse({ duration: "20 s", faults: { crash } });
  const simulation = createSimulation({ system, scenario });
  simulation.advanceTo(20);
  const node = simulation.summary().nodes.c;
  return node?.kind === "consumer" ? node.lastCrash : undefined;
}

test.each([
  ["500 ms", [3, 1, 0, 0]],
  ["1500 ms", [3, 0, 1, 0]],
  ["2500 ms", [3, 0, 0, 1]],
])("a crash at %s finds one message in its step and those that had not begun", (at, caught) => {
  expect(lastCrash(at)).toEqual({ at: Number.parseInt(at, 10) / 1000, caught: { M: caught } });
});

test("without a crash there is nothing to tell", () => {
  expect(lastCrash("30 s")).toBeUndefined();
});
