import { withoutGroups } from "./withoutGroups.ts";

export type StepOptions = {
  isLarge?: boolean;
  isInteger?: boolean;
  min?: number | undefined;
  max?: number | undefined;
};

const LARGE_STEP = 10;

/** One unit of the last written digit: 1 for "12", 0.1 for "2.5". */
function unitOfLastDigit(text: string): number {
  const decimals = text.split(".")[1]?.length ?? 0;
  return Number(`1e-${decimals}`);
}

/** The number that follows a typed one when an arrow key is pressed, or null if it is no number. */
export function stepNumber(text: string, direction: 1 | -1, options: StepOptions = {}) {
  const value = Number(withoutGroups(text));
  if (text.trim() === "" || !Number.isFinite(value)) return null;
  const unit = options.isInteger ? 1 : unitOfLastDigit(text.trim());
  const amount = direction * unit * (options.isLarge ? LARGE_STEP : 1);
  // Twelve digits hide the error of binary fractions: 0.1 + 0.2 reads 0.3.
  const next = Number((value + amount).toPrecision(12));
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = options;
  return String(Math.min(max, Math.max(min, next)));
}
