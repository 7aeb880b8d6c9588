/**
 * Figures as people read them on the screen: three significant digits while live, thousands by comma
 * in full figures, and for durations the unit that keeps the number short. Not for files: what is
 * saved is written by `writeQuantity`.
 */

/** A number and its unit, apart, for places that set the number in bold. */
export interface Figure {
  number: string;
  unit: string;
}

/** What stands for a figure that is not measured. */
const NOT_MEASURED = "–";
const MINUS = "−";

const MULTIPLES = [
  { from: 1e9, divisor: 1e9, suffix: "G" },
  { from: 999_500, divisor: 1e6, suffix: "M" },
  { from: 999.5, divisor: 1e3, suffix: "k" },
];
const TIMES = [
  { from: 3600, divisor: 3600, unit: "h" },
  { from: 60, divisor: 60, unit: "min" },
  { from: 0.9995, divisor: 1, unit: "s" },
  { from: 0.000_999_5, divisor: 1e-3, unit: "ms" },
];
/** From where on the smaller unit would need four digits. */
const SIZES = [
  { from: 999.5 * 1024 ** 2, divisor: 1024 ** 3, unit: "GiB" },
  { from: 999.5 * 1024, divisor: 1024 ** 2, unit: "MiB" },
  { from: 999.5, divisor: 1024, unit: "KiB" },
];

/** A number in three significant digits: 486, 1.24k, 0.0123; "–" for NaN. */
export function shortNumber(value: number): string {
  if (Number.isNaN(value)) return NOT_MEASURED;
  if (value < 0) return `${MINUS}${shortNumber(-value)}`;
  if (value === Number.POSITIVE_INFINITY) return "∞";
  const multiple = MULTIPLES.find(({ from }) => value >= from);
  return multiple
    ? `${threeDigits(value / multiple.divisor)}${multiple.suffix}`
    : threeDigits(value);
}

/** A rate in events a second: 87 and "/s". */
export function shortRate(perSecond: number): Figure {
  if (Number.isNaN(perSecond)) return { number: NOT_MEASURED, unit: "" };
  return { number: shortNumber(perSecond), unit: "/s" };
}

/** A duration in the unit that keeps it short: 41 and "ms", 5.6 and "s", 2.5 and "min". */
export function shortDuration(seconds: number): Figure {
  if (Number.isNaN(seconds)) return { number: NOT_MEASURED, unit: "" };
  if (seconds === 0) return { number: "0", unit: "s" };
  const time = TIMES.find(({ from }) => seconds >= from);
  if (time) return { number: shortNumber(seconds / time.divisor), unit: time.unit };
  return { number: shortNumber(seconds * 1e6), unit: "µs" };
}

/** An amount of data: 4 and "KiB". */
export function shortSize(bytes: number): Figure {
  const size = SIZES.find(({ from }) => bytes >= from);
  return size
    ? { number: shortNumber(bytes / size.divisor), unit: size.unit }
    : { number: shortNumber(bytes), unit: "B" };
}

/** A number and its unit in one text: "87/s", "5.6 s". */
export function figureText({ number, unit }: Figure): string {
  return unit === "" || unit.startsWith("/") ? `${number}${unit}` : `${number} ${unit}`;
}

/** A whole number in full, thousands by comma: 1,240. Counts of harm are always written so. */
export function exactCount(value: number): string {
  if (Number.isNaN(value)) return NOT_MEASURED;
  const digits = String(Math.abs(Math.round(value)));
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ",");
  return value < 0 ? `${MINUS}${grouped}` : grouped;
}

function threeDigits(value: number): string {
  if (value === 0) return "0";
  if (value >= 99.95) return String(Math.round(value));
  if (value >= 9.995) return trimmed(value.toFixed(1));
  return trimmed(value.toPrecision(3));
}

/** Live figures keep their digits steady, but a whole number reads better without ".00". */
function trimmed(text: string): string {
  return text.includes(".") && !text.includes("e") ? text.replace(/\.?0+$/, "") : text;
}
