import { QuantityField, type QuantityFieldProps } from "./QuantityField.tsx";
import type { Parsed } from "./useDraft.ts";

export type NumberFieldProps = Omit<QuantityFieldProps, "format" | "parse" | "stepAt"> & {
  min?: number;
  max?: number;
  isInteger?: boolean;
  step?: number;
};

/** A plain number with its limits; for quantities with units see QuantityField. */
export function NumberField({ min, max, isInteger = false, step = 1, ...rest }: NumberFieldProps) {
  const parse = (text: string): Parsed<number> => {
    const value = Number(text.replaceAll(",", ""));
    if (text.trim() === "" || !Number.isFinite(value))
      return { ok: false, error: `"${text}" is not a number. Write digits, such as 12.` };
    if (isInteger && !Number.isInteger(value))
      return { ok: false, error: "Must be a whole number." };
    if (min !== undefined && value < min) return { ok: false, error: `Must be ${min} or more.` };
    if (max !== undefined && value > max) return { ok: false, error: `Must be ${max} or less.` };
    return { ok: true, value };
  };
  return (
    <QuantityField
      {...rest}
      format={(value) => ({ text: String(value), unit: "" })}
      parse={parse}
      stepAt={() => step}
    />
  );
}
