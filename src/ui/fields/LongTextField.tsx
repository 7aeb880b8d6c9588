import { useState } from "react";
import { classNames } from "../classNames.ts";
import type { FieldLook } from "./DraftInput.tsx";
import styles from "./Field.module.css";

export type LongTextFieldProps = Pick<FieldLook, "label" | "placeholder" | "help" | "isChanged"> & {
  text: string;
  /** Returns what speaks against the text. */
  onCommit: (text: string) => string | undefined;
};

/** Text of several lines, seen whole: leaving it or Ctrl with Enter commits, Esc brings back what was. */
export function LongTextField(props: LongTextFieldProps) {
  const { text, label, placeholder, help, isChanged, onCommit } = props;
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const settle = () => {
    if (draft === undefined || draft === text) return setDraft(undefined);
    const reason = onCommit(draft);
    setProblem(reason);
    if (reason === undefined) setDraft(undefined);
  };
  return (
    <span className={styles.wrap}>
      <textarea
        className={classNames(styles.long, isChanged && styles.changed, problem && styles.invalid)}
        rows={2}
        aria-label={label}
        aria-description={help}
        aria-invalid={problem ? true : undefined}
        value={draft ?? text}
        data-settled={draft === undefined ? true : undefined}
        placeholder={placeholder}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) settle();
          if (event.key !== "Escape" || draft === undefined) return;
          event.stopPropagation();
          setDraft(undefined);
        }}
      />
      {problem && (
        <span className={styles.error} role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
