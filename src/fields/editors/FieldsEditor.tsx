import { useState } from "react";
import type { Field, FieldShape, FieldType } from "../schema/Field.ts";
import type { Change, EditorProps, FieldsEditorProps } from "./Editor.ts";
import { EitherEditor } from "./EitherEditor.tsx";
import styles from "./editors.module.css";
import { FieldLabel, FieldRow } from "./FieldRow.tsx";
import { GroupEditor } from "./GroupEditor.tsx";
import { isLongText } from "./isLongText.ts";
import { JsonEditor } from "./JsonEditor.tsx";
import { LawEditor } from "./LawEditor.tsx";
import { ListEditor } from "./ListEditor.tsx";
import { MoreLine } from "./MoreLine.tsx";
import { RowsEditor } from "./RowsEditor.tsx";
import { ChoiceEditor, NumberEditor, QuantityEditor, SwitchEditor } from "./ScalarEditors.tsx";
import { TableEditor } from "./TableEditor.tsx";
import { TextEditor } from "./TextEditor.tsx";
import { TupleEditor } from "./TupleEditor.tsx";
import { ValueOrWordEditor } from "./ValueOrWordEditor.tsx";
import { VariantEditor } from "./VariantEditor.tsx";
import { WeightsEditor } from "./WeightsEditor.tsx";
import { fieldOf, withField } from "./withField.ts";

/** How editors whose values hold further values have those edited. */
const nesting = {
  renderFields: (props: FieldsEditorProps) => <FieldsEditor {...props} />,
  renderValue: (props: EditorProps) => <NestedValue {...props} />,
};

/** The editor that fits the shape of a value. */
function ValueEditor({ shape, ...rest }: EditorProps) {
  switch (shape.type) {
    case "quantity":
      return <QuantityEditor {...rest} shape={shape} />;
    case "number":
      return <NumberEditor {...rest} shape={shape} />;
    case "text":
      return <TextEditor {...rest} shape={shape} />;
    case "switch":
      return <SwitchEditor {...rest} shape={shape} />;
    case "choice":
      return <ChoiceEditor {...rest} shape={shape} />;
    case "value-or-word":
      return <ValueOrWordEditor {...rest} shape={shape} />;
    case "law":
      return <LawEditor {...rest} shape={shape} {...nesting} />;
    case "group":
      return <GroupEditor {...rest} shape={shape} {...nesting} />;
    case "variant":
      return <VariantEditor {...rest} shape={shape} {...nesting} />;
    case "weights":
      return <WeightsEditor {...rest} shape={shape} />;
    case "list":
      return <ListEditor {...rest} shape={shape} />;
    case "rows":
      return <RowsEditor {...rest} shape={shape} {...nesting} />;
    case "table":
      return <TableEditor {...rest} shape={shape} {...nesting} />;
    case "tuple":
      return <TupleEditor {...rest} shape={shape} {...nesting} />;
    case "either":
      return <EitherEditor {...rest} shape={shape} {...nesting} />;
    case "steps":
      return <span className={styles.faint}>edited with the handler</span>;
    case "json":
      return <JsonEditor {...rest} shape={shape} />;
  }
}

/** Editors that bring their own label because they take more than one line. */
const LABELLED: readonly FieldType[] = ["group", "variant", "law", "rows", "table", "either"];
const hasOwnLabel = (shape: FieldShape) => LABELLED.includes(shape.type);

/** The value inside another one: the fields of an object stand without a label of their own. */
function NestedValue(props: EditorProps) {
  const { shape, value, former, onChange, field } = props;
  if (shape.type !== "group") return <ValueEditor {...props} />;
  return (
    <FieldsEditor
      fields={shape.fields}
      value={value}
      former={former ?? field.defaultValue}
      onChange={onChange}
    />
  );
}

/** Values that are chosen, not typed. */
const CHOSEN: readonly FieldType[] = [
  "choice",
  "switch",
  "weights",
  "variant",
  "either",
  "law",
  "rows",
  "table",
  "group",
];

/** Editors that stand under their label, over the whole width. */
const isWide = (field: Field) =>
  field.shape.type === "json" || field.shape.type === "weights" || isLongText(field);

type FieldEditorProps = Omit<EditorProps, "shape">;

/** One field with its label, and below it what spoke against the last choice. */
function FieldEditor({ field, value, former, onChange }: FieldEditorProps) {
  const [problem, setProblem] = useState<string>();
  const { shape } = field;
  const isChosen = CHOSEN.includes(shape.type);
  const change: Change = (next) => {
    const reason = onChange(next);
    // Typed fields show the reason themselves, with the text that was refused.
    if (isChosen) setProblem(reason);
    return reason;
  };
  const editor = (
    <ValueEditor field={field} shape={shape} value={value} former={former} onChange={change} />
  );
  const error = problem && <span className={styles.error}>{problem}</span>;
  if (hasOwnLabel(shape)) {
    return (
      <>
        {editor}
        {error}
      </>
    );
  }
  if (isWide(field)) {
    return (
      <div className={styles.block}>
        {!field.isNamedAbove && (
          <span className={styles.label}>
            <FieldLabel field={field} />
          </span>
        )}
        {editor}
        {error}
      </div>
    );
  }
  return (
    <FieldRow field={field} isSet={value !== undefined} onReset={() => change(undefined)}>
      {editor}
      {error}
    </FieldRow>
  );
}

const isShort = ({ shape }: Field) => shape.type === "quantity" || shape.type === "number";

/** Set by few: it may be absent, and nothing stands for it. */
const isRare = ({ isOptional, defaultValue }: Field) => isOptional && defaultValue === undefined;

/**
 * All fields of an object. What few set waits behind one line, unless all are asked for. In
 * columns, the short ones come first, side by side under their labels.
 */
export function FieldsEditor(props: FieldsEditorProps) {
  const { fields, value, former, onChange, isInColumns = false, isComplete = false } = props;
  const [showsRare, setShowsRare] = useState(false);
  const editorOf = (field: Field) => ({
    field,
    value: fieldOf(value, field.key),
    former: fieldOf(former, field.key),
    onChange: (next: unknown) => onChange(withField(value, field.key, next)),
  });
  const unset = fields.filter((field) => isRare(field) && fieldOf(value, field.key) === undefined);
  const rare = isComplete ? [] : unset;
  const shown = showsRare ? fields : fields.filter((field) => !rare.includes(field));
  const columns = isInColumns ? shown.filter(isShort) : [];
  return (
    <>
      {columns.length > 0 && (
        <div className={styles.columns}>
          {columns.map((field) => (
            <div key={field.key}>
              <span className={styles.caption}>
                <FieldLabel field={field} />
              </span>
              <ValueEditor {...editorOf(field)} shape={field.shape} />
            </div>
          ))}
        </div>
      )}
      {shown
        .filter((field) => !columns.includes(field))
        .map((field) => (
          <FieldEditor key={field.key} {...editorOf(field)} />
        ))}
      <MoreLine fields={rare} isOpen={showsRare} onToggle={() => setShowsRare(!showsRare)} />
    </>
  );
}
