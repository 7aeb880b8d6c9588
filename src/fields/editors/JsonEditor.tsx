import { useId, useState } from "react";
import type { EditorProps } from "./Editor.ts";
import styles from "./editors.module.css";

const write = (value: unknown) => (value === undefined ? "" : JSON.stringify(value, null, 1));

/** What has no editor of its own is edited as it stands in the file. */
export function JsonEditor({ field, value, onChange }: EditorProps) {
  const text = write(value);
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const errorId = useId();

  const settle = () => {
    if (draft === null || draft === text) return setDraft(null);
    const result = read(draft, field.check);
    if ("problem" in result) return setError(result.problem);
    const problem = onChange(result.value);
    if (problem !== undefined) return setError(problem);
    setDraft(null);
  };

  return (
    <>
      <textarea
        className={styles.json}
        value={draft ?? text}
        placeholder={field.defaultValue === undefined ? "not set" : write(field.defaultValue)}
        aria-label={`${field.label}, as JSON`}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? errorId : undefined}
        spellCheck={false}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          setError(null);
        }}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) settle();
          if (event.key !== "Escape" || draft === null) return;
          event.stopPropagation();
          setDraft(null);
          setError(null);
        }}
      />
      {error && (
        <span className={styles.error} id={errorId} role="alert">
          {error}
        </span>
      )}
    </>
  );
}

function read(text: string, check: (value: unknown) => string | undefined) {
  if (text.trim() === "") return { value: undefined };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return { problem: `This is not JSON: ${(cause as Error).message}. Esc brings back what was.` };
  }
  const problem = check(value);
  return problem === undefined ? { value } : { problem };
}
