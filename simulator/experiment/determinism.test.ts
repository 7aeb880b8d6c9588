import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  createSimulation,
  type Intervention,
  Scenario,
  type Simulation,
  System,
} from "../index.ts";

const example = JSON.parse(
  readFileSync(
    new URL("../../public/examples/order-processing.sluice.json", import.meta.url),
    "utf8",
  ),
);

function orderProcessing(seed: number, duration = "10 min"): Simulation {
  return createSimulation({
    system: System.parse(example.system),
    scenario: Scenario.parse({ ...example.scenarios["bad-afternoon"], seed, duration }),
  });
}

/** Brings a run to where another one stood, and does again what was done to it. */
function rebuild(simulation: Simulation, history: readonly Intervention[]): void {
  for (const entry of history) {
    simulation.advanceTo(entry.time, { maxEvents: entry.eventCount - simulation.eventCount });
    simulation.advanceTo(entry.time, { maxEvents: 0 });
    expect([simulation.now, simulation.eventCount]).toEqual([entry.time, entry.eventCount]);
    if (entry.do === "intervene") simulation.intervene(entry.fault);
    else if (entry.do === "mend") simulation.mend(entry.target);
    else simulation.reconfigure(entry);
  }
}

describe("the history of a run", () => {
  it("of ten minutes of order processing is the recorded one", async () => {
    const digests = [42, 7].map((seed) => {
      const simulation = orderProcessing(seed);
      simulation.advanceTo(Infinity);
      expect(simulation.checkInvariants()).toEqual([]);
      return [String(seed), simulation.digest] as const;
    });
    expect(new Set(digests.map(([, digest]) => digest)).size).toBe(2);
    const recorded = { "order-processing": Object.fromEntries(digests) };
    // Whoever changes what happens in a run changes this file, knowingly: npx vitest run determinism -u
    await expect(`${JSON.stringify(recorded, null, 2)}\n`).toMatchFileSnapshot(
      "../../e2e/digest.json",
    );
  }, 120_000);

  it("is rebuilt from its seed and what was done to it, also in the middle of an instant", () => {
    const first = orderProcessing(5, "20 s");
    first.advanceTo(3);
    first.intervene({ fault: "crash", target: "payment", instance: 0, for: "4 s" });
    first.advanceTo(8, { maxEvents: 1_234 });
    first.intervene({ fault: "cut-off", target: { link: "shoppers>orders" } });
    first.intervene({ fault: "slow", target: "stock", factor: 4 });
    first.advanceTo(9);
    first.mend("shoppers>orders");
    for (let i = 0; i < 50; i++) first.step();
    const text = structuredClone(example.system);
    text.nodes.email.instances = 3;
    text.nodes.shoppers.arrivals.rate = "60/s";
    first.reconfigure({ system: System.parse(text) });
    first.advanceTo(Infinity);

    const second = orderProcessing(5, "20 s");
    second.frame();
    rebuild(second, first.history);
    second.advanceTo(Infinity);
    expect(first.history).toHaveLength(5);
    expect([second.digest, second.eventCount, second.now]).toEqual([
      first.digest,
      first.eventCount,
      first.now,
    ]);
    expect(second.summary()).toEqual(first.summary());
  });

  it("does not depend on other runs beside it", () => {
    const alone = orderProcessing(9, "5 s");
    alone.advanceTo(Infinity);
    const [one, other] = [orderProcessing(9, "5 s"), orderProcessing(10, "5 s")];
    while (!one.isDone || !other.isDone) {
      one.advanceTo(Infinity, { maxEvents: 100 });
      other.advanceTo(Infinity, { maxEvents: 77 });
    }
    expect(one.digest).toBe(alone.digest);
    expect(other.digest).not.toBe(alone.digest);
  });

  it("shows in the digest from the first event that differs", () => {
    const [one, other] = [orderProcessing(1, "5 s"), orderProcessing(1, "5 s")];
    other.advanceTo(2);
    one.advanceTo(2);
    expect(other.digest).toBe(one.digest);
    other.intervene({ fault: "spike", target: "shoppers", factor: 1.000001 });
    one.advanceTo(2.5);
    other.advanceTo(2.5);
    expect(other.digest).not.toBe(one.digest);
  });
});
