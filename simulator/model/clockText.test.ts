import { expect, test } from "vitest";
import { axisTime, clockText } from "./clockText.ts";

test("the clock shows hours, minutes, seconds and milliseconds", () => {
  expect(clockText(0)).toBe("00:00:00.000");
  expect(clockText(206.48)).toBe("00:03:26.480");
  expect(clockText(360_000)).toBe("100:00:00.000");
});

test("the clock never shows a moment that is still to come", () => {
  expect(clockText(59.9999)).toBe("00:00:59.999");
  expect(clockText(0.1 + 0.2)).toBe("00:00:00.300");
});

test("an axis leaves out what is zero", () => {
  expect(axisTime(210)).toBe("3:30");
  expect(axisTime(3600)).toBe("1:00:00");
  expect(axisTime(12.5)).toBe("0:12.5");
});
