import { useState } from "react";
import styles from "./Inspector.module.css";

export type NoteTextProps = { text: string; onCommit: (text: string) => string | undefined };

/** Text of several lines: leaving it or Ctrl with Enter commits, Esc brings back what was. */
export function NoteText({ text, onCommit }: NoteTextProps) {
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const settle = () => {
    if (draft === undefined || draft === text) return setDraft(undefined);
    const reason = onCommit(draft);
    setProblem(reason);
    if (reason === undefined) setDraft(undefined);
  };
  return (
    <div className={styles.note}>
      <textarea
        className={styles.noteText}
        aria-label="Text of the note"
        value={draft ?? text}
        placeholder="Write what others should know."
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
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
