import { Switch } from "../../ui/index.ts";
import type { ShapeOf } from "../schema/Field.ts";
import { initialValue } from "../schema/initialValue.ts";
import { Disclosure } from "./Disclosure.tsx";
import type { NestingEditorProps } from "./Editor.ts";
import { useSurroundings } from "./EditorContext.ts";
import styles from "./editors.module.css";
import { FieldLabel } from "./FieldRow.tsx";

/** Several settings that belong together. One that is off by default has a switch. */
export function GroupEditor(props: NestingEditorProps<ShapeOf<"group">>) {
  const { field, shape, value, former, onChange, renderFields } = props;
  const isSwitched = field.isOptional && field.defaultValue === undefined;
  const { namesFor } = useSurroundings();
  const isOn = value !== undefined;
  const change = (next: Record<string, unknown>) =>
    onChange(!isSwitched && field.isOptional && Object.keys(next).length === 0 ? undefined : next);
  const fields = renderFields({ fields: shape.fields, value, former, onChange: change });

  if (isSwitched && !isOn) {
    return (
      <div className={styles.row}>
        <span className={styles.label}>
          <FieldLabel field={field} />
        </span>
        <span className={styles.inline}>
          <Switch
            label={field.label}
            isOn={false}
            onChange={() => onChange(initialValue(shape, namesFor))}
          />
        </span>
      </div>
    );
  }
  const setCount = Object.keys((value ?? {}) as object).length;
  return (
    <Disclosure
      label={<FieldLabel field={field} />}
      summary={isSwitched ? undefined : setCount === 0 ? "as default" : `${setCount} set`}
      end={
        isSwitched && (
          <span className={styles.switched}>
            <Switch label={field.label} isOn onChange={() => onChange(undefined)} />
          </span>
        )
      }
      isOpenAtFirst={isSwitched}
    >
      {fields}
    </Disclosure>
  );
}
