import { type KeyboardEvent, type ReactNode, useState } from "react";
import { classNames, IconButton, Tooltip } from "../../ui/index.ts";
import type { Field } from "../schema/Field.ts";
import { helpOf } from "../schema/helpOf.ts";
import { wordOf } from "../schema/labelOf.ts";
import styles from "./editors.module.css";

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

/** Label left, value right; the label explains itself (F1 in the field), and what was set can be taken back. */
export function FieldRow({ field, isSet, onReset, children }: FieldRowProps) {
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const handleKeys = (event: KeyboardEvent) => {
    if (event.key !== "F1") return;
    event.preventDefault();
    setIsHelpOpen(!isHelpOpen);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears F1 from the field inside it.
    <div className={styles.row} onKeyDown={handleKeys} onBlur={() => setIsHelpOpen(false)}>
      <span className={styles.label}>
        <FieldLabel field={field} isOpen={isHelpOpen} />
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

export function FieldLabel({ field, isOpen }: { field: Field; isOpen?: boolean }) {
  const help = helpOf(field);
  const word = (
    <span className={classNames(styles.word, !help && styles.plain)}>{field.label}</span>
  );
  if (!help) return word;
  return (
    <Tooltip text={help} side="left" {...(isOpen && { isOpen })}>
      {word}
    </Tooltip>
  );
}
