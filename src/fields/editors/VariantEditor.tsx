import { Select } from "../../ui/index.ts";
import type { ShapeOf } from "../schema/Field.ts";
import { initialVariant } from "../schema/initialValue.ts";
import { wordOf } from "../schema/labelOf.ts";
import type { NestingEditorProps } from "./Editor.ts";
import { useSurroundings } from "./EditorContext.ts";
import styles from "./editors.module.css";
import { FieldRow } from "./FieldRow.tsx";
import { fieldOf } from "./withField.ts";

/** One of several shapes: a choice, and under it the settings of what was chosen. */
export function VariantEditor(props: NestingEditorProps<ShapeOf<"variant">>) {
  const { field, shape, value, former, onChange, renderFields } = props;
  const { namesFor } = useSurroundings();
  const held = value ?? field.defaultValue;
  const chosen = String(fieldOf(held, shape.discriminator) ?? "");
  const variant = shape.variants.find((each) => each.value === chosen);
  const choose = (next: string) => {
    const target = shape.variants.find((each) => each.value === next);
    if (target) onChange(initialVariant(shape.discriminator, target, held, namesFor));
  };
  return (
    <div className={styles.block}>
      <FieldRow field={field} isSet={value !== undefined} onReset={() => onChange(undefined)}>
        <Select
          label={field.label}
          isChanged={
            fieldOf(former ?? field.defaultValue, shape.discriminator) !== (chosen || undefined)
          }
          value={chosen || null}
          options={shape.variants.map((each) => ({ value: each.value, label: wordOf(each.value) }))}
          placeholder={field.mixed ?? "not set"}
          onChange={choose}
        />
      </FieldRow>
      {variant &&
        variant.fields.length > 0 &&
        renderFields({
          fields: variant.fields,
          value: held,
          former: former ?? field.defaultValue,
          onChange,
          isInColumns: true,
        })}
    </div>
  );
}
