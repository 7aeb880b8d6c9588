import { isObject, type Json } from "./AsyncApiDocument.ts";

/** A `$ref` that leads out of the document. */
export interface RemoteReference {
  path: (string | number)[];
  ref: string;
}

/** What a document holds once nothing in it leads out of it. */
export interface LocalDocument {
  document: Json;
  remote: RemoteReference[];
}

/**
 * Takes every reference that leads out of a document from it, wherever it stands, and lists them
 * all. The AsyncAPI parser would fetch them, and it names only some of those that it cannot reach.
 */
export function withoutRemoteReferences(document: unknown): LocalDocument {
  const remote: RemoteReference[] = [];
  const walk = (value: Json, path: (string | number)[]): Json => {
    if (Array.isArray(value)) return value.map((item, i) => walk(item, [...path, i]));
    if (!isObject(value)) return value;
    const { $ref } = value;
    if (typeof $ref === "string" && !$ref.startsWith("#")) {
      remote.push({ path: [...path, "$ref"], ref: $ref });
      return {};
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, walk(inner, [...path, key])]),
    );
  };
  return { document: walk(document as Json, []), remote };
}
