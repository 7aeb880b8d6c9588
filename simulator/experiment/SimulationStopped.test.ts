import { expect, test } from "vitest";
import { SimulationStalled } from "./SimulationStalled.ts";
import { asFarAsItGoes, type SimulationStopped } from "./SimulationStopped.ts";
import { SimulationTooLarge } from "./SimulationTooLarge.ts";

test("a run that stops between two events keeps what it has measured; one that is torn, or fails, does not", () => {
  const fail = (error: SimulationStopped | RangeError) => () =>
    asFarAsItGoes(() => {
      throw error;
    });
  expect(asFarAsItGoes(() => 7)).toBe(7);
  expect(fail(new SimulationStalled("still"))()).toBeUndefined();
  expect(fail(new SimulationTooLarge("torn", false))).toThrow("torn");
  expect(fail(new RangeError("ours"))).toThrow(RangeError);
});
