import type { TimeDistributionText } from "../../../simulator/index.ts";
import { Select } from "../../ui/index.ts";
import { LawPicture } from "../law/LawPicture.tsx";
import type { Field, ShapeOf } from "../schema/Field.ts";
import { initialValue, initialVariant } from "../schema/initialValue.ts";
import type { EditorProps, NestingEditorProps } from "./Editor.ts";
import styles from "./editors.module.css";
import { FieldRow } from "./FieldRow.tsx";
import { NumberEditor, QuantityEditor } from "./ScalarEditors.tsx";
import { fieldOf } from "./withField.ts";

const CONSTANT = "constant";
const NAMES: Record<string, string> = { samples: "measured values", percentiles: "percentiles" };

/** A time, size or count: always the same, or drawn from a law with the parameters people know. */
export function LawEditor(props: NestingEditorProps<ShapeOf<"law">>) {
  const { field, shape, value, former, onChange, renderFields } = props;
  const held = value ?? field.defaultValue;
  const chosen = String(fieldOf(held, "distribution") ?? (held === undefined ? "" : CONSTANT));
  const law = shape.laws.find((each) => each.value === chosen);

  const choose = (next: string) => {
    const target = shape.laws.find((each) => each.value === next);
    if (target) onChange(initialVariant("distribution", target, likeFor(target.fields, held)));
    else onChange(centerOf(held) ?? initialValue(shape.bare));
  };
  const options = [
    { value: CONSTANT, label: CONSTANT },
    ...shape.laws.map((each) => ({ value: each.value, label: NAMES[each.value] ?? each.value })),
  ];
  return (
    <div className={styles.block}>
      <FieldRow field={field} isSet={value !== undefined} onReset={() => onChange(undefined)}>
        <Select
          label={`${field.label}, law`}
          value={chosen || null}
          options={options}
          placeholder="not set"
          onChange={choose}
        />
      </FieldRow>
      {chosen === CONSTANT && <BareEditor {...props} shape={shape.bare} />}
      {law &&
        renderFields({
          fields: law.fields,
          value: held,
          former: former ?? field.defaultValue,
          onChange,
          isInColumns: true,
        })}
      {law && shape.law === "time" && <LawPicture law={held as TimeDistributionText} />}
    </div>
  );
}

function BareEditor({ shape, ...rest }: EditorProps) {
  if (shape.type === "quantity") return <QuantityEditor {...rest} shape={shape} />;
  return shape.type === "number" ? <NumberEditor {...rest} shape={shape} /> : null;
}

/** The figure of a law that says most about where it lies. */
function centerOf(held: unknown): unknown {
  if (typeof held !== "object") return held;
  return fieldOf(held, "p50") ?? fieldOf(held, "mean") ?? fieldOf(held, "high");
}

/** What a new law can take over from the one before: its center stands for mean and median. */
function likeFor(fields: readonly Field[], held: unknown): unknown {
  const center = centerOf(held);
  if (center === undefined) return held;
  const takes = (key: string) => fields.some((field) => field.key === key && !field.isOptional);
  const former = typeof held === "object" && held !== null ? held : {};
  return {
    ...(takes("mean") && { mean: center }),
    ...(takes("p50") && { p50: center, p95: center, p99: center }),
    ...(takes("low") && { low: center, high: center }),
    ...former,
  };
}
