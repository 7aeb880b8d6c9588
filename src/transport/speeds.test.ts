import { expect, test } from "vitest";
import { SPEEDS, speedLabel, speedNear } from "./speeds.ts";

test("slower and faster walk the list and stop at its ends", () => {
  expect(speedNear(1, 1)).toBe(2);
  expect(speedNear(1, -1)).toBe(0.5);
  expect(speedNear(3, 1)).toBe(5);
  expect(speedNear(3, -1)).toBe(2);
  expect(speedNear(SPEEDS[0] ?? 0, -1)).toBe(SPEEDS[0]);
  expect(speedNear(SPEEDS.at(-1) ?? 0, 1)).toBe(SPEEDS.at(-1));
  expect(speedLabel(0.25)).toBe("0.25×");
});
