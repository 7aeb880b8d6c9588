import { z } from "./zod.ts";

/**
 * Quantities as people write them: a number and a unit ("30 s", "120/s", "4 KiB").
 *
 * A design file keeps the text, so that it reads well and shows in a diff what its author wrote;
 * parsing gives the engine plain numbers: seconds, per second, bytes. The page, the pictures, the
 * linter and the command line read and write quantities only through this file.
 */

/** The three dimensions in which Sluice writes quantities. */
export type Dimension = "duration" | "rate" | "size";

/** Units of a dimension, smallest first, each with its size in the base unit (s, 1/s, B). */
export const UNITS: Record<Dimension, Readonly<Record<string, number>>> = {
  duration: { ns: 1e-9, µs: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86_400 },
  rate: { "/d": 1 / 86_400, "/h": 1 / 3600, "/min": 1 / 60, "/s": 1 },
  size: { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 },
};

/** Other spellings that are read (never written): "us" for "µs", decimal kB, MB, GB. */
const ALIASES: Record<Dimension, Readonly<Record<string, number>>> = {
  duration: {
    us: 1e-6,
    μs: 1e-6,
    sec: 1,
    m: 60,
    hour: 3600,
    hours: 3600,
    day: 86_400,
    days: 86_400,
  },
  rate: {},
  size: { kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 },
};

const EXAMPLES: Record<Dimension, string> = {
  duration: '"30 s"',
  rate: '"120/s"',
  size: '"4 KiB"',
};

const NOUNS: Record<Dimension, string> = { duration: "duration", rate: "rate", size: "size" };

const NUMBER = String.raw`(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)`;
const SHAPE = new RegExp(`^\\s*${NUMBER}\\s*([^\\d\\s.].*?)\\s*$`);

/** What reading a quantity gave: its value in the base unit, or why it could not be read. */
export type QuantityReading = { value: number } | { problem: string };

/**
 * Reads a quantity.
 * @param text a number and a unit, with or without a space between them
 * @returns the value in seconds, 1/s or bytes; or a sentence that says what is wrong and the mend
 */
export function readQuantity(dimension: Dimension, text: string): QuantityReading {
  const noun = NOUNS[dimension];
  const units = Object.keys(UNITS[dimension]).join(", ");
  const example = EXAMPLES[dimension];
  if (/^\s*[-−]/.test(text))
    return { problem: `a ${noun} must not be negative, for example ${example}` };
  const match = SHAPE.exec(text);
  if (!match) {
    return { problem: `write a ${noun} as a number and a unit (${units}), for example ${example}` };
  }
  const unit = match[2] ?? "";
  const scale = UNITS[dimension][unit] ?? ALIASES[dimension][unit];
  if (scale === undefined) {
    return {
      problem: `"${unit}" is not a unit of a ${noun}; use one of ${units}, for example ${example}`,
    };
  }
  const value = Number(match[1]) * scale;
  if (!Number.isFinite(value)) return { problem: `this ${noun} is too large for a number` };
  return { value };
}

/** Seconds of a duration text. @throws Error when the text is no duration; the message says why. */
export function secondsOf(text: string): number {
  return baseValueOf("duration", text);
}

/** Value of a quantity text in its base unit. @throws Error when it cannot be read. */
export function baseValueOf(dimension: Dimension, text: string): number {
  const reading = readQuantity(dimension, text);
  if ("problem" in reading) throw new Error(`"${text}": ${reading.problem}`);
  return reading.value;
}

/**
 * Writes a value of the base unit as a quantity text that reads back to the same value, in the
 * largest unit in which it is a short number.
 */
export function writeQuantity(dimension: Dimension, value: number): string {
  const units = Object.entries(UNITS[dimension]).reverse();
  let best: string | undefined;
  for (const [unit, scale] of units) {
    const number = Number((value / scale).toPrecision(12));
    const text = joinUnit(number, unit);
    const exact = number * scale === value;
    if (!exact) continue;
    if (value === 0 || (number >= 1 && String(number).length <= 5)) {
      return value === 0 ? joinUnit(0, dimension === "duration" ? "s" : unit) : text;
    }
    if (best === undefined || text.length < best.length) best = text;
  }
  const base = { duration: "s", rate: "/s", size: "B" }[dimension];
  return best ?? joinUnit(value, base);
}

function joinUnit(number: number, unit: string): string {
  return unit.startsWith("/") ? `${number}${unit}` : `${number} ${unit}`;
}

/** What the inspector must know of a quantity field; stands in the schema's metadata. */
export interface QuantityMeta {
  quantity: Dimension;
}

function quantity(dimension: Dimension, positive: boolean) {
  const units = Object.keys({ ...UNITS[dimension], ...ALIASES[dimension] })
    .map((unit) => unit.replace("/", "\\/"))
    .join("|");
  const asText = `write a ${NOUNS[dimension]} as text with its unit, for example ${EXAMPLES[dimension]}`;
  return z
    .string({ error: (issue) => (issue.input === undefined ? undefined : asText) })
    .transform((text, context) => {
      const reading = readQuantity(dimension, text);
      const problem =
        "problem" in reading
          ? reading.problem
          : positive && reading.value === 0
            ? `a ${NOUNS[dimension]} here must be above 0, for example ${EXAMPLES[dimension]}`
            : undefined;
      if (problem !== undefined) {
        context.addIssue({ code: "custom", message: problem, input: text });
        return z.NEVER;
      }
      return "value" in reading ? reading.value : z.NEVER;
    })
    .meta({
      quantity: dimension,
      positive,
      pattern: `^\\s*\\d+(\\.\\d+)?([eE][+-]?\\d+)?\\s*(${units})\\s*$`,
    });
}

/** A duration ≥ 0; text in the file, seconds in the engine. */
export const Duration = quantity("duration", false);
/** A duration > 0; text in the file, seconds in the engine. */
export const PositiveDuration = quantity("duration", true);
/** A rate ≥ 0; text in the file, per second in the engine. */
export const Rate = quantity("rate", false);
/** A rate > 0; text in the file, per second in the engine. */
export const PositiveRate = quantity("rate", true);
/** An amount of data ≥ 0; text in the file, bytes in the engine. */
export const Size = quantity("size", false);

/** A share between 0 and 1, written as a number (0.02 is 2 %). */
export const Ratio = z.number().min(0).max(1).meta({ ratio: true });
/** A whole number ≥ 0. */
export const Count = z.int().min(0);
/** A whole number ≥ 1. */
export const PositiveCount = z.int().min(1);
/** A factor > 0. */
export const Factor = z.number().positive();
