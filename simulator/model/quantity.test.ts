import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  baseValueOf,
  type Dimension,
  Duration,
  PositiveDuration,
  PositiveRate,
  Rate,
  readQuantity,
  Size,
  secondsOf,
  UNITS,
  writeQuantity,
} from "./quantity.ts";

const DIMENSIONS: Dimension[] = ["duration", "rate", "size"];

describe("reading", () => {
  test.each([
    ["duration", "30 s", 30],
    ["duration", "30s", 30],
    ["duration", " 1.5 min ", 90],
    ["duration", "250 ms", 0.25],
    ["duration", "20 µs", 20e-6],
    ["duration", "20 us", 20e-6],
    ["duration", "2 h", 7200],
    ["duration", "1e3 ms", 1],
    ["rate", "120/s", 120],
    ["rate", "6/min", 0.1],
    ["rate", "6 /min", 0.1],
    ["size", "4 KiB", 4096],
    ["size", "40 MB", 40e6],
    ["size", "0 B", 0],
  ] as const)("%s %s", (dimension, text, value) => {
    expect(baseValueOf(dimension, text)).toBeCloseTo(value, 15);
  });

  test.each([
    ["duration", "30", /number and a unit.*"30 s"/],
    ["duration", "", /number and a unit/],
    ["duration", "fast", /number and a unit/],
    ["duration", "-3 s", /must not be negative/],
    ["duration", "−3 s", /must not be negative/],
    ["duration", "3 KiB", /"KiB" is not a unit of a duration; use one of ns, µs, ms/],
    ["rate", "120", /"120\/s"/],
    ["rate", "120 s", /"s" is not a unit of a rate/],
    ["size", "4 kib", /"kib" is not a unit of a size/],
    ["duration", "1e999 d", /too large/],
    ["duration", "1 2 s", /number and a unit|not a unit/],
    ["duration", ".5 s", /number and a unit/],
  ] as const)("%s refuses %j", (dimension, text, message) => {
    const reading = readQuantity(dimension, text);
    expect("problem" in reading ? reading.problem : "").toMatch(message);
  });

  test("names of things that every object has are no units", () => {
    for (const unit of ["constructor", "toString", "__proto__", "hasOwnProperty"])
      expect(readQuantity("duration", `3 ${unit}`)).toHaveProperty("problem");
  });

  test("a text that cannot be read is named in the error", () => {
    expect(() => secondsOf("soon")).toThrow(/"soon": write a duration/);
  });
});

describe("writing", () => {
  test.each(DIMENSIONS)("a %s reads back to the very same number", (dimension) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), (value) => {
        expect(baseValueOf(dimension, writeQuantity(dimension, value))).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(DIMENSIONS)(
    "a short %s in any unit reads back to the very same number",
    (dimension) => {
      const units = Object.values(UNITS[dimension]);
      fc.assert(
        fc.property(fc.nat(99_999), fc.constantFrom(...units), (count, scale) => {
          const value = count * scale;
          expect(baseValueOf(dimension, writeQuantity(dimension, value))).toBe(value);
        }),
        { numRuns: 2000 },
      );
    },
  );

  test.each([
    ["duration", 0, "0 s"],
    ["duration", 30, "30 s"],
    ["duration", 90, "1.5 min"],
    ["duration", 95, "95 s"],
    ["duration", 600, "10 min"],
    ["duration", 86_400, "1 d"],
    ["duration", 0.25, "250 ms"],
    ["rate", 120, "120/s"],
    ["rate", 0.1, "6/min"],
    ["size", 4096, "4 KiB"],
    ["size", 1000, "1000 B"],
  ] as const)("%s %d is %s", (dimension, value, text) => {
    expect(writeQuantity(dimension, value)).toBe(text);
  });
});

describe("schemas", () => {
  test("give base units", () => {
    expect(Duration.parse("5 min")).toBe(300);
    expect(Rate.parse("0/s")).toBe(0);
    expect(Size.parse("1 MiB")).toBe(1_048_576);
  });

  test.each([
    [PositiveDuration, "0 s"],
    [PositiveRate, "0/s"],
  ])("refuse zero where it makes no sense", (schema, text) => {
    expect(schema.safeParse(text).error?.issues[0]?.message).toMatch(/must be above 0/);
  });

  test("refuse bare numbers", () => {
    expect(Duration.safeParse(30).success).toBe(false);
  });
});
