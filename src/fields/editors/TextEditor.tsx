import { Select } from "../../ui/index.ts";
import type { ShapeOf } from "../schema/Field.ts";
import { helpOf } from "../schema/helpOf.ts";
import type { EditorProps } from "./Editor.ts";
import { useSurroundings } from "./EditorContext.ts";
import { isChanged } from "./isChanged.ts";
import { PlainTextEditor } from "./ScalarEditors.tsx";

/** What the language's own words stand for beside the names of a design. */
const WORDS: Record<string, string> = { "*": "the message itself" };

/** A text; where the design has names for it, one of them. */
export function TextEditor(props: EditorProps<ShapeOf<"text">>) {
  const { field, shape, value, former, onChange } = props;
  const names = useSurroundings().namesFor(field.key);
  if (!names) return <PlainTextEditor {...props} />;
  const words = shape.words ?? [];
  const known = [
    ...names,
    ...words.map((word) => ({ value: word, label: WORDS[word] ?? word, note: word })),
  ];
  const chosen = typeof value === "string" ? value : null;
  const isMissing = chosen !== null && !known.some((name) => name.value === chosen);
  // A name that leads nowhere stays visible, so that it can be seen and mended.
  const options = isMissing ? [{ value: chosen, label: chosen, note: "missing" }, ...known] : known;
  return (
    <Select
      label={field.label}
      help={helpOf(field)}
      value={chosen}
      options={options}
      isChanged={isChanged(former, value)}
      placeholder={field.mixed ?? (options.length === 0 ? "none drawn" : "not set")}
      onChange={onChange}
    />
  );
}
