import { expect, test } from "vitest";
import {
  exactCount,
  figureText,
  shortDuration,
  shortNumber,
  shortRate,
  shortSize,
} from "./figure.ts";

test("live numbers have three significant digits", () => {
  const cases: [number, string][] = [
    [0, "0"],
    [486, "486"],
    [999.4, "999"],
    [999.6, "1k"],
    [1240, "1.24k"],
    [12_400, "12.4k"],
    [999_600, "1M"],
    [87.04, "87"],
    [12.34, "12.3"],
    [3.456, "3.46"],
    [0.012_34, "0.0123"],
    [-37, "−37"],
    [Number.NaN, "–"],
  ];
  for (const [value, text] of cases) expect(shortNumber(value)).toBe(text);
});

test("durations choose their unit", () => {
  const cases: [number, string][] = [
    [0, "0 s"],
    [0.000_25, "250 µs"],
    [0.041, "41 ms"],
    [0.9999, "1 s"],
    [4.12, "4.12 s"],
    [90, "1.5 min"],
    [7200, "2 h"],
    [Number.NaN, "–"],
  ];
  for (const [seconds, text] of cases) expect(figureText(shortDuration(seconds))).toBe(text);
});

test("rates, sizes and exact counts", () => {
  expect(figureText(shortRate(121.3))).toBe("121/s");
  expect(figureText(shortSize(4096))).toBe("4 KiB");
  expect(figureText(shortSize(999))).toBe("999 B");
  expect(figureText(shortSize(1000))).toBe("0.977 KiB");
  expect(figureText(shortSize(1010 * 1024))).toBe("0.986 MiB");
  expect(exactCount(1_472_906)).toBe("1,472,906");
  expect(exactCount(22)).toBe("22");
});
