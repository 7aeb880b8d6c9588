import type { ReactNode } from "react";
import { DraftInput, type FieldLook } from "./DraftInput.tsx";
import type { Parsed } from "./useDraft.ts";

/** A number as it stands in a field: digits, and the unit beside them. */
export type QuantityText = { text: string; unit: string };

export type QuantityFieldProps = Omit<FieldLook, "placeholder"> & {
  /** Undefined means "not set": the default shows as placeholder. */
  value: number | undefined;
  defaultValue?: number | undefined;
  format: (value: number) => QuantityText;
  /** Reads typed text; a bare number is in the unit that the field shows. */
  parse: (text: string, shownUnit: string) => Parsed<number>;
  /** Size of one arrow key step at a value; absent for fields that do not count. */
  stepAt?: (value: number) => number;
  prefix?: ReactNode;
  /** Shown instead of the unit, such as "per instance". */
  suffix?: ReactNode;
  /** Placeholder where neither value nor default exists, such as "none". */
  emptyText?: string | undefined;
  /** Undefined when the field was emptied: back to the default. */
  onCommit: (value: number | undefined) => void;
};

const STEPS_OF_A_LARGE_STEP = 10;

/** Steps in decimal, so that 0.1 + 0.2 reads 0.3. */
const stepped = (value: number, amount: number) => Number((value + amount).toPrecision(12));

export function QuantityField(props: QuantityFieldProps) {
  const { value, defaultValue, format, parse, stepAt, suffix, emptyText, onCommit, ...look } =
    props;
  const shown = value === undefined ? undefined : format(value);
  const fallback = defaultValue === undefined ? undefined : format(defaultValue);
  const unit = shown?.unit ?? fallback?.unit ?? "";

  const commit = (text: string) => {
    if (text.trim() === "") {
      onCommit(undefined);
      return null;
    }
    const parsed = parse(text, unit);
    if (!parsed.ok) return parsed.error;
    onCommit(parsed.value);
    return null;
  };
  const step = (text: string, direction: 1 | -1, isLarge: boolean) => {
    const from = text.trim() === "" ? defaultValue : parsedOr(parse(text, unit), undefined);
    if (from === undefined || !stepAt) return null;
    const next = format(
      stepped(from, direction * stepAt(from) * (isLarge ? STEPS_OF_A_LARGE_STEP : 1)),
    );
    return next.unit === unit ? next.text : `${next.text} ${next.unit}`;
  };

  return (
    <DraftInput
      {...look}
      text={shown?.text ?? ""}
      placeholder={fallback?.text ?? emptyText}
      unit={suffix ?? unit}
      inputMode="decimal"
      commit={commit}
      step={step}
    />
  );
}

function parsedOr<Value>(parsed: Parsed<Value>, otherwise: Value | undefined): Value | undefined {
  return parsed.ok ? parsed.value : otherwise;
}
