import type { Dimension } from "../../../simulator/index.ts";

/** What kind of value a field of the design takes, hence which editor it gets. */
export type FieldShape =
  | { type: "quantity"; dimension: Dimension; isPositive: boolean }
  | {
      type: "number";
      isInteger: boolean;
      isRatio: boolean;
      min?: number;
      max?: number;
      /** Unit in which it is written, where that is fixed. */
      unit?: string;
    }
  /** Text; where names of the design are chosen, further words may stand beside them. */
  | { type: "text"; isProse: boolean; words?: readonly string[] }
  | { type: "switch" }
  | { type: "choice"; options: readonly string[] }
  /** A value, or one of a few words such as "unlimited". */
  | { type: "value-or-word"; words: readonly string[]; value: FieldShape }
  /** A quantity, or a law from which it is drawn. */
  | { type: "law"; law: "time" | "size" | "count"; bare: FieldShape; laws: readonly Variant[] }
  | { type: "group"; fields: readonly Field[] }
  | { type: "variant"; discriminator: string; variants: readonly Variant[] }
  /** Weights by name. */
  | { type: "weights" }
  /** Plain values. */
  | { type: "list"; item: FieldShape }
  /** Things with fields of their own, in order. */
  | { type: "rows"; item: FieldShape }
  /** Things by name. */
  | { type: "table"; entry: FieldShape; checkName: (name: string) => string | undefined }
  /** A few values of fixed meaning, such as a point of a curve. */
  | { type: "tuple"; items: readonly FieldShape[] }
  /** One of several shapes without a word of its own that tells them apart. */
  | { type: "either"; alternatives: readonly Alternative[] }
  /** Steps of a handler: edited where handlers are. */
  | { type: "steps" }
  /** Without an editor of its own: edited as JSON. */
  | { type: "json" };

export type FieldType = FieldShape["type"];
export type ShapeOf<Type extends FieldType> = Extract<FieldShape, { type: Type }>;

/** One of several shapes of a value, told apart by a word. */
export type Variant = { value: string; help?: string; fields: readonly Field[] };

/** One of several shapes of a value: a fixed word, or a shape of its own. */
export type Alternative = {
  label: string;
  word?: string;
  shape: FieldShape;
  fits: (value: unknown) => boolean;
};

/** A field of a node, a link or a step, as its schema describes it. */
export type Field = {
  key: string;
  label: string;
  help?: string;
  /** May be absent from the file. */
  isOptional: boolean;
  /** What holds when it is absent, as it would stand in the file. */
  defaultValue?: unknown;
  shape: FieldShape;
  /** Several things are edited at once and differ here; says how, as in "4 to 12". */
  mixed?: string;
  /** Its label stands above it as the title of its section. */
  isNamedAbove?: boolean;
  /** Checks a value as it stands in the file; says what is wrong with it, or nothing. */
  check: (value: unknown) => string | undefined;
};
