import { expect, test } from "vitest";
import { SimulationStalled, SimulationTooLarge } from "../../simulator/index.ts";
import { BadInput } from "./BadInput.ts";
import { goingOn } from "./goingOn.ts";

test("what lies in the design is said in its own words; anything else is a fault of ours", () => {
  const fail = (error: Error) => () =>
    goingOn(() => {
      throw error;
    });
  for (const error of [new SimulationStalled("still"), new SimulationTooLarge("large")])
    expect(fail(error)).toThrow(new BadInput(error.message));
  expect(fail(new RangeError("ours"))).toThrow(RangeError);
  expect(goingOn(() => 7)).toBe(7);
});
