import { Button, IconButton } from "../../ui/index.ts";
import type { ShapeOf } from "../schema/Field.ts";
import { initialValue } from "../schema/initialValue.ts";
import { Disclosure } from "./Disclosure.tsx";
import type { NestingEditorProps } from "./Editor.ts";
import { useSurroundings } from "./EditorContext.ts";
import styles from "./editors.module.css";
import { FieldLabel } from "./FieldRow.tsx";
import { fieldOf } from "./withField.ts";
import { wordsOf } from "./wordsOf.ts";

/** Things in order, each with fields of its own: opened, moved, removed and added. */
export function RowsEditor(props: NestingEditorProps<ShapeOf<"rows">>) {
  const { field, shape, value, former, onChange, renderValue } = props;
  const { namesFor } = useSurroundings();
  const items = Array.isArray(value) ? (value as unknown[]) : [];
  const set = (next: unknown[]) =>
    onChange(next.length === 0 && field.isOptional ? undefined : next);
  // Points ascend in time: a new one begins where the last one stands.
  const added = () =>
    (shape.item.type === "tuple" && items.at(-1)) || initialValue(shape.item, namesFor);
  const move = (index: number, by: 1 | -1) => {
    const next = [...items];
    const [item] = next.splice(index, 1);
    next.splice(index + by, 0, item);
    set(next);
  };
  return (
    <div className={styles.block}>
      <span className={styles.label}>
        <FieldLabel field={field} />
      </span>
      {items.map((item, index) => {
        const name = `${field.label} ${index + 1}`;
        return (
          <Disclosure
            // Rows have no id: their place is their identity.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            label={<span>{wordsOf(item) || name}</span>}
            name={name}
            end={
              <span className={styles.rowActs}>
                <IconButton
                  icon="down"
                  className={styles.turned}
                  label={`${name}: move up`}
                  whyNot={index === 0 ? "it is the first" : undefined}
                  onClick={() => move(index, -1)}
                />
                <IconButton
                  icon="trash"
                  label={`${name}: remove`}
                  whyNot={items.length === 1 && !field.isOptional ? "one must stay" : undefined}
                  onClick={() => set(items.filter((_item, at) => at !== index))}
                />
              </span>
            }
          >
            {renderValue({
              field: { ...field, label: name, isOptional: false, defaultValue: undefined },
              shape: shape.item,
              value: item,
              former: fieldOf(former, String(index)),
              onChange: (next) => set(items.map((each, at) => (at === index ? next : each))),
            })}
          </Disclosure>
        );
      })}
      <div>
        <Button tone="quiet" icon="plus" onClick={() => set([...items, added()])}>
          Add to {field.label.toLowerCase()}
        </Button>
      </div>
    </div>
  );
}
