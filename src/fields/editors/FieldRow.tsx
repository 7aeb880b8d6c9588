import type { ReactNode } from "react";
import { classNames, IconButton, Tooltip } from "../../ui/index.ts";
import type { Field } from "../schema/Field.ts";
import styles from "./editors.module.css";
import { wordOf } from "./wordOf.ts";

export type FieldRowProps = {
  field: Field;
  isSet: boolean;
  onReset: () => void;
  children: ReactNode;
};

const describeDefault = ({ defaultValue }: Field) =>
  typeof defaultValue === "string" || typeof defaultValue === "number"
    ? `Back to the default, ${wordOf(String(defaultValue))}`
    : "Back to the default";

/** Label left, value right; the label explains itself, and what was set can be taken back. */
export function FieldRow({ field, isSet, onReset, children }: FieldRowProps) {
  return (
    <div className={styles.row}>
      <span className={styles.label}>
        <FieldLabel field={field} />
        {isSet && field.isOptional && (
          <IconButton
            icon="undo"
            className={styles.reset}
            label={`${field.label}: ${describeDefault(field)}`}
            onClick={onReset}
          />
        )}
      </span>
      <span className={styles.inline}>{children}</span>
    </div>
  );
}

export function FieldLabel({ field }: { field: Field }) {
  const word = (
    <span className={classNames(styles.word, !field.help && styles.plain)}>{field.label}</span>
  );
  if (!field.help) return word;
  return (
    <Tooltip text={`${field.help}.`} side="left">
      {word}
    </Tooltip>
  );
}
