import type { ReactNode } from "react";
import { DraftInput, type FieldLook } from "./DraftInput.tsx";
import type { Parsed } from "./useDraft.ts";

/** A number as it stands in a field: digits, and the unit beside them. */
export type QuantityText = { text: string; unit: string };

export type QuantityFieldProps<Value> = Omit<FieldLook, "placeholder"> & {
  /** Undefined means "not set": the default shows as placeholder. */
  value: QuantityText | undefined;
  defaultValue?: QuantityText | undefined;
  /** Reads typed text; a bare number is in the unit that the field shows. */
  parse: (text: string, shownUnit: string) => Parsed<Value>;
  /** What the text becomes after one arrow key, or null where the field does not count. */
  step?: (text: string, shownUnit: string, direction: 1 | -1, isLarge: boolean) => string | null;
  prefix?: ReactNode;
  /** Shown instead of the unit, such as "per instance". */
  suffix?: ReactNode;
  /** Placeholder where neither value nor default exists, such as "none". */
  emptyText?: string | undefined;
  /** Undefined when the field was emptied: back to the default. Returns what speaks against it. */
  onCommit: (value: Value | undefined) => string | undefined;
};

export function QuantityField<Value>(props: QuantityFieldProps<Value>) {
  const { value, defaultValue, parse, step, suffix, emptyText, onCommit, ...look } = props;
  const unit = value?.unit ?? defaultValue?.unit ?? "";

  const commit = (text: string) => {
    if (text.trim() === "") return onCommit(undefined);
    const parsed = parse(text, unit);
    return parsed.ok ? onCommit(parsed.value) : parsed.error;
  };
  const stepFrom = (text: string, direction: 1 | -1, isLarge: boolean) => {
    const from = text.trim() === "" ? defaultValue?.text : text;
    return from === undefined ? null : (step?.(from, unit, direction, isLarge) ?? null);
  };

  return (
    <DraftInput
      {...look}
      text={value?.text ?? ""}
      placeholder={defaultValue?.text ?? emptyText}
      unit={suffix ?? unit}
      inputMode="decimal"
      commit={commit}
      step={stepFrom}
    />
  );
}
