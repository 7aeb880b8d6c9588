import { Icon } from "../../ui/index.ts";
import type { Field } from "../schema/Field.ts";
import styles from "./editors.module.css";

export type MoreLineProps = { fields: readonly Field[]; isOpen: boolean; onToggle: () => void };

/** Names the settings that are not shown; a click shows them. */
export function MoreLine({ fields, isOpen, onToggle }: MoreLineProps) {
  if (fields.length === 0) return null;
  const names = fields.map(nameOf).join(", ");
  return (
    <button
      type="button"
      className={styles.more}
      aria-expanded={isOpen}
      aria-label={isOpen ? "Fewer settings" : `More settings: ${names}`}
      onClick={onToggle}
    >
      <Icon name={isOpen ? "minus" : "plus"} size={12} />
      <span className={styles.moreNames}>{isOpen ? "fewer" : names}</span>
    </button>
  );
}

/** A label is written small in a list; a name that is the broker's own stays as it is spelled. */
const nameOf = ({ key, label }: Field) => (key === label ? label : label.toLowerCase());
