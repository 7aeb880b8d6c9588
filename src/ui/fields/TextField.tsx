import type { ReactNode } from "react";
import { DraftInput, type FieldLook } from "./DraftInput.tsx";
import type { Parsed } from "./useDraft.ts";

export type TextFieldProps = FieldLook & {
  value: string;
  prefix?: ReactNode;
  /** Checks the typed text; without it any text is taken. */
  parse?: (text: string) => Parsed<string>;
  /** Returns what speaks against the value, such as a name that is taken. */
  onCommit: (value: string) => string | undefined;
};

export function TextField({ value, parse, onCommit, ...look }: TextFieldProps) {
  const commit = (text: string) => {
    const parsed: Parsed<string> = parse ? parse(text) : { ok: true, value: text };
    return parsed.ok ? onCommit(parsed.value) : parsed.error;
  };
  return <DraftInput {...look} text={value} commit={commit} />;
}
