import { type FocusEvent, type KeyboardEvent, useState } from "react";

/** What became of a text that was typed: a value, or what is wrong with it and how to mend it. */
export type Parsed<Value> = { ok: true; value: Value } | { ok: false; error: string };

export type DraftOptions = {
  /** The committed value as text. */
  text: string;
  /** Takes the typed text. Returns what is wrong with it, or nothing when it was accepted. */
  commit: (text: string) => string | undefined;
  /** Text after one step up or down, for fields that count. */
  step?: ((text: string, direction: 1 | -1, isLarge: boolean) => string | null) | undefined;
};

/** Text being typed: kept here until Enter or leaving the field commits it; Esc goes back to the committed text. */
export function useDraft({ text, commit, step }: DraftOptions) {
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const [seenText, setSeenText] = useState(text);

  // An undo, or another place that edits the same value, wins over what was being typed.
  if (seenText !== text) {
    setSeenText(text);
    setDraft(null);
    setError(undefined);
  }

  const settle = (typed: string | null) => {
    if (typed === null || typed === text) {
      setDraft(null);
      setError(undefined);
      return;
    }
    const problem = commit(typed);
    setError(problem);
    if (problem === undefined) setDraft(null);
  };

  const handleStep = (event: KeyboardEvent<HTMLInputElement>, direction: 1 | -1) => {
    const next = step?.(draft ?? text, direction, event.shiftKey);
    if (next === undefined || next === null) return;
    event.preventDefault();
    settle(next);
  };

  return {
    shown: draft ?? text,
    error,
    isDrafting: draft !== null,
    inputProps: {
      onChange: (event: { currentTarget: HTMLInputElement }) => {
        setDraft(event.currentTarget.value);
        setError(undefined);
      },
      onFocus: (event: FocusEvent<HTMLInputElement>) => event.currentTarget.select(),
      onBlur: () => settle(draft),
      onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
        if (event.key === "Enter") settle(draft);
        else if (event.key === "Escape" && (draft !== null || error)) {
          event.stopPropagation();
          settle(null);
        } else if (event.key === "ArrowUp") handleStep(event, 1);
        else if (event.key === "ArrowDown") handleStep(event, -1);
      },
    },
  };
}
