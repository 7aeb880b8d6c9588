import type { ReactNode } from "react";
import type { Field, FieldShape } from "../fields/Field.ts";

/** What every editor of a value gets. Values are as in the file: quantities are texts. */
export type EditorProps<Shape extends FieldShape = FieldShape> = {
  field: Field;
  shape: Shape;
  value: unknown;
  /** A new value, or undefined to go back to the default. */
  onChange: (value: unknown) => void;
};

export type FieldsEditorProps = {
  fields: readonly Field[];
  /** The object that holds the fields. */
  value: unknown;
  onChange: (value: Record<string, unknown>) => void;
  /** Short fields side by side, each under its label. */
  isInColumns?: boolean;
};

/** An editor whose value holds further fields; it is told how they are edited. */
export type NestingEditorProps<Shape extends FieldShape> = EditorProps<Shape> & {
  renderFields: (props: FieldsEditorProps) => ReactNode;
};
