import { expect, test } from "vitest";
import { stepNumber } from "./stepNumber.ts";

test("a step changes the last written digit, a large step ten of them", () => {
  expect(stepNumber("12", 1)).toBe("13");
  expect(stepNumber("12", -1, { isLarge: true })).toBe("2");
  expect(stepNumber("0.2", 1)).toBe("0.3");
  expect(stepNumber("2.55", -1)).toBe("2.54");
  expect(stepNumber("1,200", 1)).toBe("1201");
});

test("a step stops at the limits and leaves what is no number alone", () => {
  expect(stepNumber("1", -1, { min: 1 })).toBe("1");
  expect(stepNumber("95", 1, { isLarge: true, max: 100 })).toBe("100");
  expect(stepNumber("soon", 1)).toBeNull();
  expect(stepNumber("", 1)).toBeNull();
});
