import type { ShapeOf } from "../schema/Field.ts";
import type { NestingEditorProps } from "./Editor.ts";
import styles from "./editors.module.css";
import { fieldOf } from "./withField.ts";

/** What stands at each place of a point of a curve. */
const NAMES = ["time", "factor"];

/** A few values side by side, such as a time and a factor. */
export function TupleEditor(props: NestingEditorProps<ShapeOf<"tuple">>) {
  const { field, shape, value, former, onChange, renderValue } = props;
  const held = Array.isArray(value) ? (value as unknown[]) : [];
  return (
    <div className={styles.columns}>
      {shape.items.map((item, index) => {
        const name = NAMES[index] ?? String(index + 1);
        return (
          <div key={name}>
            <span className={styles.caption}>{name}</span>
            {renderValue({
              field: { ...field, label: `${field.label}, ${name}`, check: () => undefined },
              shape: item,
              value: held[index],
              former: fieldOf(former, String(index)),
              onChange: (next) =>
                next === undefined
                  ? "A point needs both its values."
                  : onChange(held.map((each, at) => (at === index ? next : each))),
            })}
          </div>
        );
      })}
    </div>
  );
}
