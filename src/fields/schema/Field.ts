import type { Dimension } from "../../../simulator/index.ts";

/** What kind of value a field of the design takes, hence which editor it gets. */
export type FieldShape =
  | { type: "quantity"; dimension: Dimension; isPositive: boolean }
  | { type: "number"; isInteger: boolean; isRatio: boolean; min?: number; max?: number }
  | { type: "text"; isProse: boolean }
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
  | { type: "list"; item: FieldShape }
  /** Without an editor of its own: edited as JSON. */
  | { type: "json" };

export type FieldType = FieldShape["type"];
export type ShapeOf<Type extends FieldType> = Extract<FieldShape, { type: Type }>;

/** One of several shapes of a value, told apart by a word. */
export type Variant = { value: string; help?: string; fields: readonly Field[] };

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
  /** Checks a value as it stands in the file; says what is wrong with it, or nothing. */
  check: (value: unknown) => string | undefined;
};
