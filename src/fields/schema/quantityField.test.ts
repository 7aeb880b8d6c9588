import { expect, test } from "vitest";
import { joinQuantity, parseQuantity, splitQuantity, stepQuantity } from "./quantityField.ts";

test.each([
  ["duration", "30 s", { text: "30", unit: "s" }],
  ["duration", "1.5ms", { text: "1.5", unit: "ms" }],
  ["rate", "120/s", { text: "120", unit: "/s" }],
  ["size", "4 KiB", { text: "4", unit: "KiB" }],
  ["duration", "1e30 min", { text: "1e30", unit: "min" }],
  ["duration", "3.6e+12s", { text: "3.6e+12", unit: "s" }],
  ["size", "5 EB", { text: "5", unit: "EB" }],
] as const)("a %s %s is split into number and unit", (dimension, text, split) => {
  expect(splitQuantity(dimension, text)).toEqual(split);
});

test("quantities are joined as the file writes them", () => {
  expect(joinQuantity({ text: "30", unit: "s" })).toBe("30 s");
  expect(joinQuantity({ text: "120", unit: "/s" })).toBe("120/s");
});

test("a bare number keeps the unit that stood there, a typed unit replaces it", () => {
  expect(parseQuantity("duration", "250", "ms")).toEqual({ ok: true, value: "250 ms" });
  expect(parseQuantity("duration", "2 min", "ms")).toEqual({ ok: true, value: "2 min" });
  expect(parseQuantity("rate", "1,200", "/s")).toEqual({ ok: true, value: "1200/s" });
  expect(parseQuantity("size", "8", "")).toEqual({ ok: true, value: "8 B" });
});

test("what is no quantity is refused with the mend", () => {
  const refused = parseQuantity("duration", "soon", "s");
  expect(refused.ok).toBe(false);
  expect(!refused.ok && refused.error).toMatch(
    /^Write a duration as a number and a unit .*"30 s"\.$/,
  );
  const negative = parseQuantity("duration", "-5", "s");
  expect(!negative.ok && negative.error).toContain("must not be negative");
});

test("a comma is read between groups of three digits only: two and a half is never read as 25", () => {
  expect(parseQuantity("duration", "1,234,567 ms", "s")).toEqual({ ok: true, value: "1234567 ms" });
  for (const typed of ["2,5", "2,5 s", "1,23", "12,3456", "1,000,00"]) {
    const refused = parseQuantity("duration", typed, "s");
    expect(refused.ok, typed).toBe(false);
    expect(!refused.ok && refused.error).toContain("a point before decimals, as in 2.5");
  }
});

test("arrow keys count in the last digit and never below zero", () => {
  expect(stepQuantity("250", 1, true)).toBe("260");
  expect(stepQuantity("0.2", 1, false)).toBe("0.3");
  expect(stepQuantity("3 s", -1, true)).toBe("0 s");
});

test.each([
  ["duration", "5 m", "5 min"],
  ["duration", "20 us", "20 µs"],
  ["duration", "1500ms", "1500 ms"],
  ["size", "2 kB", "2000 B"],
] as const)("a spelling of a %s that is only read, %s, becomes %s", (dimension, typed, written) => {
  expect(parseQuantity(dimension, typed, "")).toEqual({ ok: true, value: written });
});
