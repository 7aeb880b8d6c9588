import { QuantityField, type QuantityText, stepNumber, withoutGroups } from "../../ui/index.ts";
import type { ShapeOf } from "../schema/Field.ts";
import { helpOf } from "../schema/helpOf.ts";
import { parseQuantity, splitQuantity } from "../schema/quantityField.ts";
import type { EditorProps } from "./Editor.ts";
import { isChanged } from "./isChanged.ts";

type Value = string | number;

/** What a number counts for, where the label does not say it. */
const SUFFIXES: Record<string, string> = { prefetch: "per instance" };

/** A value or a word in one field: "12", or "unlimited" typed out. */
export function ValueOrWordEditor(props: EditorProps<ShapeOf<"value-or-word">>) {
  const { field, shape, value, former, onChange } = props;
  const inner = shape.value;
  const shown = (raw: unknown): QuantityText | undefined => {
    if (raw === undefined) return undefined;
    const text = String(raw);
    if (inner.type === "quantity" && !shape.words.includes(text)) {
      return splitQuantity(inner.dimension, text);
    }
    return { text, unit: "" };
  };
  const read = (typed: string, unit: string): Value | { problem: string } => {
    const text = typed.trim();
    if (shape.words.includes(text)) return text;
    if (inner.type === "quantity") {
      const parsed = parseQuantity(inner.dimension, text, unit);
      return parsed.ok ? parsed.value : { problem: parsed.error };
    }
    return Number(withoutGroups(text));
  };
  return (
    <QuantityField<Value>
      label={field.label}
      value={shown(value)}
      defaultValue={shown(field.defaultValue)}
      emptyText={field.mixed ?? "not set"}
      help={helpOf(field)}
      isChanged={isChanged(former, value)}
      suffix={SUFFIXES[field.key]}
      parse={(typed, unit) => {
        const result = read(typed, unit);
        if (typeof result === "object") return { ok: false, error: result.problem };
        if (field.check(result) === undefined) return { ok: true, value: result };
        return { ok: false, error: mend(shape) };
      }}
      step={(text, _unit, direction, isLarge) =>
        stepNumber(text, direction, { isLarge, isInteger: true, min: 1 })
      }
      onCommit={onChange}
    />
  );
}

function mend({ words, value }: ShapeOf<"value-or-word">): string {
  const least = value.type === "number" && value.min !== undefined ? ` from ${value.min}` : "";
  return `Write a number${least}, or ${words.map((word) => `"${word}"`).join(" or ")}.`;
}
