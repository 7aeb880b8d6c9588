import { expect, it } from "vitest";
import { Scenario, type SystemText } from "../model/index.ts";
import { faultsOn } from "./faultsOn.ts";

const withBilling = (billing: object) =>
  ({ nodes: { billing: { kind: "consumer", ...billing } } }) as unknown as SystemText;

it("strikes with a process all that were its slots, and leaves every other fault alone", () => {
  const { faults } = Scenario.parse({
    faults: {
      one: { fault: "crash", target: "billing", instance: 1, at: "5 s", for: "1 s" },
      all: { fault: "pause", target: "billing", at: "9 s", for: "1 s" },
    },
  });
  const original = withBilling({ instances: 2, concurrency: 3 });
  expect(faultsOn(original, original, faults)).toEqual(faults);
  const spread = faultsOn(withBilling({ instances: 6 }), original, faults);
  expect(spread.all).toEqual(faults.all);
  const struck = Object.values(spread).filter((fault) => fault.fault === "crash");
  expect(struck.map(({ instance }) => instance)).toEqual([3, 4, 5]);
  expect(struck.map(({ at }) => at)).toEqual([5, 5, 5]);
});
