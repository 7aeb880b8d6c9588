import { NumberField, QuantityField, Select, Switch, TextField } from "../../ui/index.ts";
import type { ShapeOf } from "../schema/Field.ts";
import { parseQuantity, splitQuantity, stepQuantity } from "../schema/quantityField.ts";
import type { Change, EditorProps } from "./Editor.ts";
import { useSurroundings } from "./EditorContext.ts";
import { isChanged } from "./isChanged.ts";
import { wordOf } from "./wordOf.ts";

const asText = (value: unknown) => (typeof value === "string" ? value : undefined);
const asNumber = (value: unknown) => (typeof value === "number" ? value : undefined);

export function QuantityEditor({
  field,
  shape,
  value,
  former,
  onChange,
}: EditorProps<ShapeOf<"quantity">>) {
  const split = (text: string | undefined) =>
    text === undefined ? undefined : splitQuantity(shape.dimension, text);
  return (
    <QuantityField<string>
      label={field.label}
      value={split(asText(value))}
      defaultValue={split(asText(field.defaultValue))}
      emptyText="not set"
      isChanged={isChanged(former, value)}
      parse={(typed, unit) => {
        const parsed = parseQuantity(shape.dimension, typed, unit);
        const problem = parsed.ok ? field.check(parsed.value) : undefined;
        return problem === undefined ? parsed : { ok: false, error: problem };
      }}
      step={(text, _unit, direction, isLarge) => stepQuantity(text, direction, isLarge)}
      onCommit={onChange}
    />
  );
}

export function NumberEditor({
  field,
  shape,
  value,
  former,
  onChange,
}: EditorProps<ShapeOf<"number">>) {
  return (
    <NumberField
      label={field.label}
      value={asNumber(value)}
      defaultValue={asNumber(field.defaultValue)}
      emptyText="not set"
      isChanged={isChanged(former, value)}
      min={shape.min}
      max={shape.max}
      isInteger={shape.isInteger}
      onCommit={onChange}
    />
  );
}

export function TextEditor({ field, value, former, onChange }: EditorProps<ShapeOf<"text">>) {
  const names = useSurroundings().namesFor(field.key);
  if (names)
    return <NameEditor names={names} label={field.label} value={value} onChange={onChange} />;
  return (
    <TextField
      label={field.label}
      value={asText(value) ?? ""}
      placeholder={asText(field.defaultValue) ?? "not set"}
      isChanged={isChanged(former, value)}
      parse={(text) => {
        const problem = text === "" && field.isOptional ? undefined : field.check(text);
        return problem === undefined ? { ok: true, value: text } : { ok: false, error: problem };
      }}
      onCommit={(text) => onChange(text === "" && field.isOptional ? undefined : text)}
    />
  );
}

type NameEditorProps = {
  label: string;
  names: readonly { value: string; label: string }[];
  value: unknown;
  onChange: Change;
};

function NameEditor({ label, names, value, onChange }: NameEditorProps) {
  const chosen = asText(value) ?? null;
  const isMissing = chosen !== null && !names.some((name) => name.value === chosen);
  // A name that leads nowhere stays visible, so that it can be seen and mended.
  const options = isMissing ? [{ value: chosen, label: chosen, note: "missing" }, ...names] : names;
  return (
    <Select
      label={label}
      value={chosen}
      options={options}
      placeholder={options.length === 0 ? "none in the design" : "not set"}
      onChange={onChange}
    />
  );
}

export function ChoiceEditor({
  field,
  shape,
  value,
  former,
  onChange,
}: EditorProps<ShapeOf<"choice">>) {
  const standing = asText(field.defaultValue);
  return (
    <Select
      label={field.label}
      value={asText(value) ?? null}
      options={shape.options.map((option) => ({ value: option, label: wordOf(option) }))}
      placeholder={standing === undefined ? "not set" : wordOf(standing)}
      isChanged={isChanged(former, value)}
      onChange={onChange}
    />
  );
}

export function SwitchEditor({ field, value, onChange }: EditorProps<ShapeOf<"switch">>) {
  const isOn = typeof value === "boolean" ? value : field.defaultValue === true;
  return <Switch label={field.label} isOn={isOn} onChange={onChange} />;
}
