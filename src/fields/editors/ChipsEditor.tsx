import { classNames, Icon, Menu } from "../../ui/index.ts";
import { wordOf } from "../schema/labelOf.ts";
import type { Change } from "./Editor.ts";
import styles from "./editors.module.css";
import { isChanged } from "./isChanged.ts";

export type ChipsEditorProps = {
  label: string;
  names: readonly { value: string; label: string }[];
  value: readonly string[] | undefined;
  former: unknown;
  /** What holds while nothing is chosen. */
  placeholder: string;
  onChange: Change;
};

/** Several of the names that there are: each can be taken away, the others be added. */
export function ChipsEditor(props: ChipsEditorProps) {
  const { label, names, value, former, placeholder, onChange } = props;
  const held = value ?? [];
  const free = names.filter((name) => !held.includes(name.value));
  const labelOf = (item: string) =>
    names.find((name) => name.value === item)?.label ?? `${item} (missing)`;
  const set = (next: readonly string[]) => onChange(next.length === 0 ? undefined : next);
  return (
    <ul
      className={classNames(styles.chips, isChanged(former, value) && styles.chipsChanged)}
      aria-label={label}
    >
      {held.length === 0 && <li className={styles.faint}>{placeholder}</li>}
      {held.map((item) => (
        <li key={item} className={styles.chip}>
          {labelOf(item)}
          <button
            type="button"
            className={styles.chipRemove}
            aria-label={`${label}: remove ${labelOf(item)}`}
            onClick={() => set(held.filter((other) => other !== item))}
          >
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
      {free.length > 0 && (
        <li>
          <Menu
            trigger={
              <button type="button" className={styles.chipAdd} aria-label={`${label}: add`}>
                <Icon name="plus" size={12} />
              </button>
            }
            entries={free.map((name) => ({
              kind: "act",
              id: name.value,
              label: wordOf(name.label),
              onSelect: () => set([...held, name.value]),
            }))}
          />
        </li>
      )}
    </ul>
  );
}
