import { isObject, type Json, type JsonObject } from "./AsyncApiDocument.ts";

/**
 * Parsers follow `$ref` wherever it stands, extensions included; a key of that name (a broker
 * parameter may have any) is written with a second "$".
 */
const REFERENCE_KEY = /^\$+ref$/;

/** What goes to `x-sluice`: without absent fields, and without anything that reads as a reference. */
export function toExtension(fields: object): JsonObject {
  return escaped(fields as JsonObject, (key) => (REFERENCE_KEY.test(key) ? `$${key}` : key));
}

/** What stood in `x-sluice`, as it was before `toExtension`. */
export function fromExtension(extension: JsonObject | undefined): JsonObject {
  return escaped(extension ?? {}, (key) =>
    key.length > 4 && REFERENCE_KEY.test(key) ? key.slice(1) : key,
  );
}

function escaped(fields: JsonObject, rename: (key: string) => string): JsonObject {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => [rename(key), escapedValue(value, rename)]),
  );
}

function escapedValue(value: Json, rename: (key: string) => string): Json {
  if (Array.isArray(value)) return value.map((item) => escapedValue(item, rename));
  return isObject(value) ? escaped(value, rename) : value;
}
