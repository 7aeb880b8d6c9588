import { Icon } from "../../ui/index.ts";
import type { Field } from "../schema/Field.ts";
import styles from "./editors.module.css";

export type MoreLineProps = { fields: readonly Field[]; isOpen: boolean; onToggle: () => void };

/** Names the settings that are not shown; a click shows them. */
export function MoreLine({ fields, isOpen, onToggle }: MoreLineProps) {
  if (fields.length === 0) return null;
  const names = fields.map((field) => field.label.toLowerCase()).join(", ");
  return (
    <button
      type="button"
      className={styles.more}
      aria-expanded={isOpen}
      aria-label={isOpen ? "Fewer settings" : `More settings: ${names}`}
      title={isOpen ? undefined : names}
      onClick={onToggle}
    >
      <Icon name={isOpen ? "minus" : "plus"} size={12} />
      <span className={styles.moreNames}>{isOpen ? "fewer" : names}</span>
    </button>
  );
}
