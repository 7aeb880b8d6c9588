import {
  LongTextField,
  NumberField,
  QuantityField,
  Select,
  Switch,
  TextField,
} from "../../ui/index.ts";
import type { Field, ShapeOf } from "../schema/Field.ts";
import { helpOf } from "../schema/helpOf.ts";
import { wordOf } from "../schema/labelOf.ts";
import { parseQuantity, splitQuantity, stepQuantity } from "../schema/quantityField.ts";
import type { EditorProps } from "./Editor.ts";
import { isChanged } from "./isChanged.ts";
import { isLongText } from "./isLongText.ts";

const asText = (value: unknown) => (typeof value === "string" ? value : undefined);
const asNumber = (value: unknown) => (typeof value === "number" ? value : undefined);
const emptyText = ({ mixed }: Field) => mixed ?? "not set";

export function QuantityEditor(props: EditorProps<ShapeOf<"quantity">>) {
  const { field, shape, value, former, onChange } = props;
  const split = (text: string | undefined) =>
    text === undefined ? undefined : splitQuantity(shape.dimension, text);
  return (
    <QuantityField<string>
      label={field.label}
      help={helpOf(field)}
      value={split(asText(value))}
      defaultValue={split(asText(field.defaultValue))}
      emptyText={emptyText(field)}
      isChanged={isChanged(former, value)}
      parse={(typed, unit) => {
        const parsed = parseQuantity(shape.dimension, typed, unit);
        const problem = parsed.ok ? field.check(parsed.value) : undefined;
        return problem === undefined ? parsed : { ok: false, error: asSentence(problem) };
      }}
      step={(text, _unit, direction, isLarge) => stepQuantity(text, direction, isLarge)}
      onCommit={onChange}
    />
  );
}

const asSentence = (problem: string) =>
  `${problem.charAt(0).toUpperCase()}${problem.slice(1)}${problem.endsWith(".") ? "" : "."}`;

export function NumberEditor(props: EditorProps<ShapeOf<"number">>) {
  const { field, shape, value, former, onChange } = props;
  // The file writes 0.02; people say 2 %.
  const scale = shape.isRatio ? 100 : 1;
  const times = (number: number | undefined, factor: number) =>
    number === undefined ? undefined : Number((number * factor).toPrecision(12));
  return (
    <NumberField
      label={field.label}
      help={helpOf(field)}
      value={times(asNumber(value), scale)}
      defaultValue={times(asNumber(field.defaultValue), scale)}
      emptyText={emptyText(field)}
      isChanged={isChanged(former, value)}
      min={times(shape.min, scale)}
      max={times(shape.max, scale)}
      isInteger={shape.isInteger}
      {...(shape.isRatio ? { unit: "%" } : shape.unit !== undefined && { unit: shape.unit })}
      onCommit={(number) => onChange(times(number, 1 / scale))}
    />
  );
}

export function ChoiceEditor(props: EditorProps<ShapeOf<"choice">>) {
  const { field, shape, value, former, onChange } = props;
  const standing = asText(field.defaultValue);
  return (
    <Select
      label={field.label}
      help={helpOf(field)}
      value={asText(value) ?? null}
      options={shape.options.map((option) => ({ value: option, label: wordOf(option) }))}
      placeholder={field.mixed ?? (standing === undefined ? "not set" : wordOf(standing))}
      isChanged={isChanged(former, value)}
      onChange={onChange}
    />
  );
}

export function SwitchEditor(props: EditorProps<ShapeOf<"switch">>) {
  const { field, value, former, onChange } = props;
  const isOn = typeof value === "boolean" ? value : field.defaultValue === true;
  return (
    <Switch
      label={field.label}
      isOn={isOn}
      isChanged={isChanged(former, value)}
      {...(field.mixed !== undefined && { text: field.mixed })}
      onChange={onChange}
    />
  );
}

/** Text without names of its own, as it was typed. */
export function PlainTextEditor(props: EditorProps<ShapeOf<"text">>) {
  const { field, value, former, onChange } = props;
  const commit = (text: string) => onChange(text === "" && field.isOptional ? undefined : text);
  if (isLongText(field)) {
    return (
      <LongTextField
        label={field.label}
        help={helpOf(field)}
        text={asText(value) ?? ""}
        placeholder={field.mixed ?? "not set"}
        isChanged={isChanged(former, value)}
        onCommit={commit}
      />
    );
  }
  return (
    <TextField
      label={field.label}
      help={helpOf(field)}
      value={asText(value) ?? ""}
      placeholder={field.mixed ?? asText(field.defaultValue) ?? "not set"}
      isChanged={isChanged(former, value)}
      parse={(text) => {
        const problem = text === "" && field.isOptional ? undefined : field.check(text);
        return problem === undefined
          ? { ok: true, value: text }
          : { ok: false, error: asSentence(problem) };
      }}
      onCommit={commit}
    />
  );
}
