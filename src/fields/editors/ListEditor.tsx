import { TextField } from "../../ui/index.ts";
import type { ShapeOf } from "../schema/Field.ts";
import { wordOf } from "../schema/labelOf.ts";
import { ChipsEditor } from "./ChipsEditor.tsx";
import type { EditorProps } from "./Editor.ts";
import { useSurroundings } from "./EditorContext.ts";
import { isChanged } from "./isChanged.ts";

const write = (value: unknown) => (Array.isArray(value) ? value.join(", ") : "");

/** Several plain values: chosen where there are names for them, else written with commas. */
export function ListEditor(props: EditorProps<ShapeOf<"list">>) {
  const { field, shape, value, former, onChange } = props;
  const known = useSurroundings().namesFor(field.key);
  const names =
    shape.item.type === "choice"
      ? shape.item.options.map((option) => ({ value: option, label: wordOf(option) }))
      : known;
  if (!names) return <TypedList {...props} />;
  const held = Array.isArray(value) ? value.map(String) : undefined;
  const standing = Array.isArray(field.defaultValue) ? field.defaultValue.map(wordOf) : [];
  return (
    <ChipsEditor
      label={field.label}
      names={names}
      value={held}
      former={former}
      placeholder={field.mixed ?? (standing.join(", ") || "not set")}
      onChange={onChange}
    />
  );
}

function TypedList({ field, shape, value, former, onChange }: EditorProps<ShapeOf<"list">>) {
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
      placeholder={field.mixed ?? (write(field.defaultValue) || "not set")}
      isChanged={isChanged(former, value)}
      parse={(text) => {
        const problem = field.check(read(text));
        return problem === undefined ? { ok: true, value: text } : { ok: false, error: problem };
      }}
      onCommit={(text) => onChange(read(text))}
    />
  );
}
