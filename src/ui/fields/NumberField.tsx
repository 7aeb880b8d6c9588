import { QuantityField, type QuantityFieldProps } from "./QuantityField.tsx";
import { stepNumber } from "./stepNumber.ts";
import type { Parsed } from "./useDraft.ts";
import { commaAdvice, withoutGroups } from "./withoutGroups.ts";

export type NumberFieldProps = Omit<
  QuantityFieldProps<number>,
  "value" | "defaultValue" | "parse" | "step"
> & {
  value: number | undefined;
  defaultValue?: number | undefined;
  min?: number | undefined;
  max?: number | undefined;
  isInteger?: boolean;
  unit?: string;
};

const shown = (value: number | undefined, unit: string) =>
  value === undefined ? undefined : { text: String(value), unit };

/** A plain number with its limits; for quantities with units see QuantityField. */
export function NumberField(props: NumberFieldProps) {
  const { value, defaultValue, min, max, isInteger = false, unit = "", ...rest } = props;
  const parse = (text: string): Parsed<number> => {
    const number = Number(withoutGroups(text));
    const wrong = (error: string) => ({ ok: false as const, error });
    if (!Number.isFinite(number))
      return wrong(commaAdvice(text) ?? `"${text}" is not a number. Write digits, as in 12.`);
    if (isInteger && !Number.isInteger(number)) return wrong("Must be a whole number.");
    if (min !== undefined && number < min) return wrong(`Must be ${min} or more.`);
    if (max !== undefined && number > max) return wrong(`Must be ${max} or less.`);
    return { ok: true, value: number };
  };
  return (
    <QuantityField
      {...rest}
      value={shown(value, unit)}
      defaultValue={shown(defaultValue, unit)}
      parse={parse}
      step={(text, _unit, direction, isLarge) =>
        stepNumber(text, direction, { isLarge, isInteger, min, max })
      }
    />
  );
}
