import type { Dimension } from "../../../simulator/index.ts";
import { readQuantity, UNITS, writeQuantity } from "../../../simulator/index.ts";
import {
  commaAdvice,
  type Parsed,
  type QuantityText,
  stepNumber,
  withoutGroups,
} from "../../ui/index.ts";

const UNIT_WHEN_UNSAID: Record<Dimension, string> = { duration: "s", rate: "/s", size: "B" };

/** A quantity of the file as it stands in a field: "30 s" is "30" beside "s". */
export function splitQuantity(dimension: Dimension, text: string): QuantityText {
  const match = /^\s*([+-]?[\d.]+(?:e[+-]?\d+)?)\s*([^\d.\s].*?)?\s*$/i.exec(text);
  return match?.[1] === undefined
    ? { text, unit: UNIT_WHEN_UNSAID[dimension] }
    : { text: match[1], unit: match[2] ?? UNIT_WHEN_UNSAID[dimension] };
}

/** A quantity as the file writes it: "30 s", "120/s". */
export function joinQuantity({ text, unit }: QuantityText): string {
  return unit.startsWith("/") ? `${text}${unit}` : `${text} ${unit}`;
}

const hasUnit = (typed: string) => !Number.isFinite(Number(typed));

const asSentence = (problem: string) => `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`;

/** Reads what was typed into a quantity field; a bare number is in the unit that stood there. */
export function parseQuantity(
  dimension: Dimension,
  typed: string,
  shownUnit: string,
): Parsed<string> {
  const plain = withoutGroups(typed.trim());
  const advice = commaAdvice(plain);
  if (advice !== undefined) return { ok: false, error: advice };
  const unit = shownUnit || UNIT_WHEN_UNSAID[dimension];
  const whole = hasUnit(plain) ? plain : joinQuantity({ text: plain, unit });
  const reading = readQuantity(dimension, whole);
  if ("problem" in reading) return { ok: false, error: asSentence(reading.problem) };
  return { ok: true, value: normalized(dimension, whole, reading.value) };
}

/** Spellings that are only read ("5 m", "20 kB") become what the file writes. */
function normalized(dimension: Dimension, text: string, value: number): string {
  const split = splitQuantity(dimension, text);
  return split.unit in UNITS[dimension] ? joinQuantity(split) : writeQuantity(dimension, value);
}

/** The text of a quantity field after an arrow key; a quantity is never negative. */
export function stepQuantity(typed: string, direction: 1 | -1, isLarge: boolean): string | null {
  const { text, unit } = splitQuantity("duration", typed);
  const next = stepNumber(text, direction, { isLarge, min: 0 });
  return next === null ? null : typed === text ? next : joinQuantity({ text: next, unit });
}
