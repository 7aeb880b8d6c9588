import type { Field, FieldShape } from "../fields/Field.ts";
import type { EditorProps, FieldsEditorProps } from "./Editor.ts";
import styles from "./editors.module.css";
import { FieldLabel, FieldRow } from "./FieldRow.tsx";
import { GroupEditor } from "./GroupEditor.tsx";
import { JsonEditor } from "./JsonEditor.tsx";
import { LawEditor } from "./LawEditor.tsx";
import { ListEditor } from "./ListEditor.tsx";
import {
  ChoiceEditor,
  NumberEditor,
  QuantityEditor,
  SwitchEditor,
  TextEditor,
} from "./ScalarEditors.tsx";
import { ValueOrWordEditor } from "./ValueOrWordEditor.tsx";
import { VariantEditor } from "./VariantEditor.tsx";
import { WeightsEditor } from "./WeightsEditor.tsx";
import { fieldOf, withField } from "./withField.ts";

const renderFields = (props: FieldsEditorProps) => <FieldsEditor {...props} />;

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
      return <LawEditor {...rest} shape={shape} renderFields={renderFields} />;
    case "group":
      return <GroupEditor {...rest} shape={shape} renderFields={renderFields} />;
    case "variant":
      return <VariantEditor {...rest} shape={shape} renderFields={renderFields} />;
    case "weights":
      return <WeightsEditor {...rest} shape={shape} />;
    case "list":
      return <ListEditor {...rest} shape={shape} />;
    case "json":
      return <JsonEditor {...rest} shape={shape} />;
  }
}

/** Editors that bring their own label because they take more than one line. */
const hasOwnLabel = (shape: FieldShape) =>
  shape.type === "group" || shape.type === "variant" || shape.type === "law";

/** Editors that stand under their label, over the whole width. */
const isWide = (shape: FieldShape) => shape.type === "json" || shape.type === "weights";

export type FieldEditorProps = {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
};

/** One field with its label. */
export function FieldEditor({ field, value, onChange }: FieldEditorProps) {
  const editor = (
    <ValueEditor field={field} shape={field.shape} value={value} onChange={onChange} />
  );
  if (hasOwnLabel(field.shape)) return editor;
  if (isWide(field.shape)) {
    return (
      <div className={styles.block}>
        <span className={styles.label}>
          <FieldLabel field={field} />
        </span>
        {editor}
      </div>
    );
  }
  return (
    <FieldRow field={field} isSet={value !== undefined} onReset={() => onChange(undefined)}>
      {editor}
    </FieldRow>
  );
}

/** All fields of an object. */
export function FieldsEditor({ fields, value, onChange, isInColumns = false }: FieldsEditorProps) {
  const editorOf = (field: Field) => ({
    field,
    value: fieldOf(value, field.key),
    onChange: (next: unknown) => onChange(withField(value, field.key, next)),
  });
  if (!isInColumns) {
    return fields.map((field) => <FieldEditor key={field.key} {...editorOf(field)} />);
  }
  return (
    <div className={styles.columns}>
      {fields.map((field) => (
        <div key={field.key}>
          <span className={styles.caption}>
            <FieldLabel field={field} />
          </span>
          <ValueEditor {...editorOf(field)} shape={field.shape} />
        </div>
      ))}
    </div>
  );
}
