import { Select } from "../../ui/index.ts";
import type { Alternative, FieldShape, ShapeOf } from "../schema/Field.ts";
import { initialValue } from "../schema/initialValue.ts";
import type { NestingEditorProps } from "./Editor.ts";
import { useSurroundings } from "./EditorContext.ts";
import styles from "./editors.module.css";
import { FieldRow } from "./FieldRow.tsx";
import { isChanged } from "./isChanged.ts";

/** Names that a shape needs and the design has none of yet. */
function missingFor(
  shape: FieldShape,
  namesFor: (key: string) => readonly unknown[] | undefined,
): string | undefined {
  if (shape.type !== "group") return undefined;
  const lacking = shape.fields.find(
    (field) =>
      !field.isOptional && field.shape.type === "text" && namesFor(field.key)?.length === 0,
  );
  return lacking && `no ${lacking.label.toLowerCase()} in the design yet`;
}

/** Whether it is not any text but the name of something in the design. */
const isNameOf = (
  { shape }: Alternative,
  key: string,
  namesFor: (key: string) => readonly unknown[] | undefined,
) => shape.type === "text" && namesFor(key) !== undefined;

/** A word, or a value of its own shape: the choice, and below it what was chosen. */
export function EitherEditor(props: NestingEditorProps<ShapeOf<"either">>) {
  const { field, shape, value, former, onChange, renderValue } = props;
  const { namesFor } = useSurroundings();
  const held = value ?? field.defaultValue;
  const { alternatives } = shape;
  const chosen = alternatives.findIndex((each) => held !== undefined && each.fits(held));
  const alternative: Alternative | undefined = alternatives[chosen];
  const choose = (next: string) => {
    const target = alternatives[Number(next)];
    if (target && target !== alternative) {
      onChange(target.word ?? initialValue(target.shape, namesFor));
    }
  };
  return (
    <div className={styles.block}>
      <FieldRow field={field} isSet={value !== undefined} onReset={() => onChange(undefined)}>
        <Select
          label={field.label}
          isChanged={isChanged(former, value)}
          value={chosen < 0 ? null : String(chosen)}
          options={alternatives.map((each, index) => ({
            value: String(index),
            label: isNameOf(each, field.key, namesFor) ? "by name" : each.label,
            whyNot: missingFor(each.shape, namesFor),
          }))}
          placeholder={field.mixed ?? "not set"}
          onChange={choose}
        />
      </FieldRow>
      {alternative && alternative.word === undefined && (
        <div className={styles.nested}>
          {renderValue({
            field: { ...field, defaultValue: undefined },
            shape: alternative.shape,
            value: held,
            former: former ?? field.defaultValue,
            onChange,
          })}
        </div>
      )}
    </div>
  );
}
