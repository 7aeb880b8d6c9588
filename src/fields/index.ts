/** Editors of values, generated from the schemas of the language. They know no design and no run. */
export type { Change } from "./editors/Editor.ts";
export { EditorContext } from "./editors/EditorContext.ts";
export { default as editorStyles } from "./editors/editors.module.css";
export { FieldsEditor } from "./editors/FieldsEditor.tsx";
export { isChanged } from "./editors/isChanged.ts";
export { NumberEditor } from "./editors/ScalarEditors.tsx";
export { ValueOrWordEditor } from "./editors/ValueOrWordEditor.tsx";
export { fieldOf, withField } from "./editors/withField.ts";
export { lawFigures } from "./law/lawFigures.ts";
export { SectionBox } from "./SectionBox.tsx";
export { fieldsOf } from "./schema/describeField.ts";
export type { Field, FieldShape } from "./schema/Field.ts";
export { initialValue } from "./schema/initialValue.ts";
export { labelOf, wordOf } from "./schema/labelOf.ts";
