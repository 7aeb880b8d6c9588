import type { ReactNode } from "react";
import type { Field, FieldShape } from "../schema/Field.ts";

/** What every editor of a value gets. Values are as in the file: quantities are texts. */
export type EditorProps<Shape extends FieldShape = FieldShape> = {
  field: Field;
  shape: Shape;
  value: unknown;
  /** The value with which the run began; what differs from it was changed in this run. */
  former: unknown;
  /** Takes a new value, or undefined to go back to the default. Returns what speaks against it. */
  onChange: Change;
};

/** Changes a value of the design; returns why it could not be, in words for the user. */
export type Change = (value: unknown) => string | undefined;

export type FieldsEditorProps = {
  fields: readonly Field[];
  /** The object that holds the fields, now and when the run began. */
  value: unknown;
  former: unknown;
  onChange: (value: Record<string, unknown>) => string | undefined;
  /** Short fields side by side, each under its label. */
  isInColumns?: boolean;
  /** Also what few set. */
  isComplete?: boolean;
};

/** An editor whose value holds further fields; it is told how they are edited. */
export type NestingEditorProps<Shape extends FieldShape> = EditorProps<Shape> & {
  renderFields: (props: FieldsEditorProps) => ReactNode;
  renderValue: (props: EditorProps) => ReactNode;
};
