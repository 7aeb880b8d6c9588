import { Button, IconButton, Menu, TextField } from "../../ui/index.ts";
import type { ShapeOf } from "../schema/Field.ts";
import { initialValue } from "../schema/initialValue.ts";
import { Disclosure } from "./Disclosure.tsx";
import type { NestingEditorProps } from "./Editor.ts";
import { useSurroundings } from "./EditorContext.ts";
import styles from "./editors.module.css";
import { FieldLabel } from "./FieldRow.tsx";
import { fieldOf, withField } from "./withField.ts";
import { wordsOf } from "./wordsOf.ts";

/** Things by name: each is opened and removed, new ones are named by what the design has or by typing. */
export function TableEditor(props: NestingEditorProps<ShapeOf<"table">>) {
  const { field, shape, value, former, onChange, renderValue } = props;
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  const set = (next: Record<string, unknown>) =>
    onChange(Object.keys(next).length === 0 && field.isOptional ? undefined : next);
  return (
    <div className={styles.block}>
      {!field.isNamedAbove && (
        <span className={styles.label}>
          <FieldLabel field={field} />
        </span>
      )}
      {entries.map(([name, entry]) => (
        <Disclosure
          key={name}
          label={<span className={styles.mono}>{name}</span>}
          name={`${field.label}: ${name}`}
          summary={wordsOf(entry)}
          end={
            <IconButton
              icon="trash"
              label={`${field.label}: remove ${name}`}
              onClick={() => set(withField(value, name, undefined))}
            />
          }
        >
          {renderValue({
            field: {
              ...field,
              key: `${field.key}.${name}`,
              label: name,
              isOptional: false,
              isNamedAbove: false,
              defaultValue: undefined,
              check: () => undefined,
            },
            shape: shape.entry,
            value: entry,
            former: fieldOf(former, name),
            onChange: (next) => set(withField(value, name, next)),
          })}
        </Disclosure>
      ))}
      <NewEntry {...props} taken={entries.map(([name]) => name)} onAdd={set} />
    </div>
  );
}

type NewEntryProps = NestingEditorProps<ShapeOf<"table">> & {
  taken: readonly string[];
  onAdd: (next: Record<string, unknown>) => string | undefined;
};

function NewEntry({ field, shape, value, taken, onAdd }: NewEntryProps) {
  const { namesFor } = useSurroundings();
  const names = namesFor(field.key);
  const add = (name: string) => {
    const inner = initialValue(shape.entry, (key) =>
      namesFor(key === "" ? `${field.key}.${name}` : key),
    );
    return onAdd(withField(value, name, inner));
  };
  if (!names) {
    return (
      <TextField
        label={`New entry of ${field.label.toLowerCase()}`}
        value=""
        placeholder="add a name, then Enter"
        parse={(text) => {
          const problem = taken.includes(text)
            ? `There is a "${text}" already.`
            : shape.checkName(text);
          return problem === undefined ? { ok: true, value: text } : { ok: false, error: problem };
        }}
        onCommit={add}
      />
    );
  }
  const free = names.filter((name) => !taken.includes(name.value));
  if (free.length === 0)
    return taken.length > 0 ? null : (
      <span className={styles.faint}>nothing in the design to add yet</span>
    );
  return (
    <div>
      <Menu
        trigger={
          <Button tone="quiet" icon="plus">
            Add to {field.label.toLowerCase()}
          </Button>
        }
        entries={free.map((name) => ({
          kind: "act",
          id: name.value,
          label: name.label,
          onSelect: () => add(name.value),
        }))}
      />
    </div>
  );
}
