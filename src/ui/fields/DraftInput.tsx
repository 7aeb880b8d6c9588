import { type ReactNode, type Ref, useId } from "react";
import { classNames } from "../classNames.ts";
import styles from "./Field.module.css";
import { type DraftOptions, useDraft } from "./useDraft.ts";

export type FieldLook = {
  /** Name for screen readers; the visible label stands beside the field. */
  label: string;
  placeholder?: string | undefined;
  /** What it means, for screen readers; the visible label explains itself on hover. */
  help?: string | undefined;
  /** Changed since the run began: an accent edge. */
  isChanged?: boolean | undefined;
  /** Why it cannot be edited; the field is off and says so. */
  whyNot?: string | undefined;
  /** Payloads, ids and the broker's own values are set in mono. */
  isMono?: boolean | undefined;
  /** Of the input, for who puts the keyboard into it. */
  inputRef?: Ref<HTMLInputElement> | undefined;
};

type DraftInputProps = DraftOptions &
  FieldLook & { prefix?: ReactNode; unit?: ReactNode; inputMode?: "decimal" | "text" | "numeric" };

/** The box that all typed fields share: prefix, text, unit, and the error below it. */
export function DraftInput({
  text,
  commit,
  step,
  label,
  help,
  placeholder,
  isChanged,
  whyNot,
  isMono,
  inputRef,
  prefix,
  unit,
  inputMode = "text",
}: DraftInputProps) {
  const errorId = useId();
  const { shown, error, isDrafting, inputProps } = useDraft({ text, commit, step });
  return (
    <span className={styles.wrap}>
      <span
        className={classNames(
          styles.field,
          isChanged && styles.changed,
          error && styles.invalid,
          whyNot && styles.off,
          isMono && styles.mono,
        )}
        title={whyNot}
      >
        {prefix && <span className={styles.prefix}>{prefix}</span>}
        <input
          {...inputProps}
          ref={inputRef}
          className={styles.input}
          value={shown}
          placeholder={placeholder}
          inputMode={inputMode}
          disabled={whyNot !== undefined}
          aria-label={label}
          aria-description={help}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? errorId : undefined}
          data-settled={isDrafting ? undefined : true}
          spellCheck={false}
          autoComplete="off"
        />
        {unit && <span className={styles.unit}>{unit}</span>}
      </span>
      {error && (
        <span className={styles.error} id={errorId} role="alert">
          {error}
        </span>
      )}
    </span>
  );
}
