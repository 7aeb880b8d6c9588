import { TextField } from "../../ui/index.ts";
import type { ShapeOf } from "../schema/Field.ts";
import type { EditorProps } from "./Editor.ts";

const write = (value: unknown) => (Array.isArray(value) ? value.join(", ") : "");

/** A list of plain values, written with commas between them. */
export function ListEditor({ field, shape, value, onChange }: EditorProps<ShapeOf<"list">>) {
  const read = (text: string): unknown => {
    const parts = text.split(",").map((part) => part.trim());
    const items = parts.filter((part) => part !== "");
    if (items.length === 0) return undefined;
    return shape.item.type === "number" ? items.map(Number) : items;
  };
  return (
    <TextField
      label={field.label}
      value={write(value)}
      placeholder={write(field.defaultValue) || "not set"}
      parse={(text) => {
        const problem = field.check(read(text));
        return problem === undefined ? { ok: true, value: text } : { ok: false, error: problem };
      }}
      onCommit={(text) => onChange(read(text))}
    />
  );
}
