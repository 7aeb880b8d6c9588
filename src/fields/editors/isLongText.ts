import type { Field } from "../schema/Field.ts";

/** Fields in which people write sentences; they are seen whole. */
const SENTENCES: readonly string[] = ["description", "note"];

export function isLongText({ key, shape }: Field): boolean {
  return shape.type === "text" && SENTENCES.includes(key);
}
