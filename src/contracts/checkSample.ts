import { type Schema, Validator } from "@cfworker/json-schema";

/**
 * What a schema says against a payload, or nothing when it passes. The innermost fault is told;
 * those around it only say that something inside is wrong.
 */
export function checkSample(schema: unknown, payload: unknown): string | undefined {
  // The validator writes marks into the schema, and that of a design is frozen.
  const { valid, errors } = new Validator(structuredClone(schema) as Schema, "2020-12").validate(
    payload,
  );
  if (valid) return undefined;
  const last = errors.at(-1);
  return last ? `${last.instanceLocation.replace(/^#/, "") || "/"}: ${last.error}` : "not valid";
}
