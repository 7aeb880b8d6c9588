import stringify from "json-stringify-pretty-compact";
import { useState } from "react";
import { type DesignStore, problemSentence, setValue } from "../design/index.ts";
import { readSchemaText, type SchemaProblem } from "./schemaProblems.ts";

/** A schema as people read it. */
const write = (schema: unknown) =>
  schema === undefined ? "" : stringify(schema, { maxLength: 70 });

/**
 * The text of a schema while it is edited. Whatever is valid goes into the design at once, all of
 * it one step of undo; what is not stays as text, and the last valid schema is kept.
 */
export function useSchemaText(
  store: DesignStore,
  message: string,
  version: string,
  schema: unknown,
) {
  const [text, setText] = useState(() => write(schema));
  const [seen, setSeen] = useState(schema);
  const [problem, setProblem] = useState<string>();
  // An undo, or another place that edits the same schema, wins over what was being typed.
  if (seen !== schema) {
    setSeen(schema);
    setText(write(schema));
    setProblem(undefined);
  }
  const change = (next: string) => {
    setText(next);
    const read = readSchemaText(next);
    if (!read.schema || JSON.stringify(read.schema) === JSON.stringify(schema)) return;
    const path = ["system", "messageTypes", message, "versions", version, "schema"];
    const result = store.edit(
      `edit the schema of ${message} ${version}`,
      (draft) => setValue(draft, path, read.schema),
      { gesture: `schema ${message} ${version}` },
    );
    setProblem(result.ok ? undefined : problemSentence(result.problems[0]));
    if (result.ok) {
      const types = store.getState().design.system?.messageTypes;
      setSeen(types?.[message]?.versions?.[version]?.schema);
    }
  };
  const problems: readonly SchemaProblem[] = text === "" ? [] : readSchemaText(text).problems;
  return { text, problems, problem, change };
}
