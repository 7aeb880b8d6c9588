import type { ReactNode } from "react";
import { DraftInput, type FieldLook } from "./DraftInput.tsx";
import type { Parsed } from "./useDraft.ts";

export type TextFieldProps = FieldLook & {
  value: string;
  prefix?: ReactNode;
  /** Checks the typed text; without it any text is taken. */
  parse?: (text: string) => Parsed<string>;
  onCommit: (value: string) => void;
};

export function TextField({ value, parse, onCommit, ...look }: TextFieldProps) {
  const commit = (text: string) => {
    const parsed: Parsed<string> = parse ? parse(text) : { ok: true, value: text };
    if (!parsed.ok) return parsed.error;
    onCommit(parsed.value);
    return null;
  };
  return <DraftInput {...look} text={value} commit={commit} />;
}
