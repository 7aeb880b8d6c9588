import {
  fits,
  LAWS,
  leafOf,
  type Place,
  ROOTS,
  resolve,
  type Schema,
  variantsOf,
} from "./leaves.ts";

/** A parameter that a part of a document could have, and has not. */
export interface Absent {
  readonly path: readonly (string | number)[];
  readonly leaf: string;
  readonly schema: Schema;
}

/** All parameters that the parts of a document could have besides. */
export function absentIn(root: "system" | "scenario", document: unknown): Absent[] {
  const found: Absent[] = [];
  lookInto(ROOTS[root], document, { path: [], leaf: root, sites: [] }, found);
  return found;
}

function lookInto(schema: Schema, value: unknown, place: Place, found: Absent[]): void {
  const { schema: own, name } = resolve(schema);
  if (name !== undefined) {
    if (!LAWS.has(name)) lookInto(own, value, { ...place, leaf: name }, found);
    return;
  }
  const variants = variantsOf(own);
  if (variants !== undefined) {
    for (const each of variants) if (fits(each, value)) lookInto(each, value, place, found);
    return;
  }
  if (Array.isArray(value)) {
    for (const [i, each] of value.entries())
      lookInto(own.items ?? {}, each, { ...place, path: [...place.path, i] }, found);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(own.properties ?? {})) {
    const at: Place = { path: [...place.path, key], leaf: leafOf(place.leaf, own, key), sites: [] };
    const held = (value as Readonly<Record<string, unknown>>)[key];
    if (held === undefined) addAbsent(inner, at, found);
    else lookInto(inner, held, at, found);
  }
  if (typeof own.additionalProperties !== "object") return;
  for (const [key, each] of Object.entries(value))
    if (own.properties?.[key] === undefined)
      lookInto(
        own.additionalProperties,
        each,
        { ...place, path: [...place.path, key], leaf: `${place.leaf}.*` },
        found,
      );
}

/** It, and (where it is a part with parameters of its own) each of these by itself. */
function addAbsent(schema: Schema, { path, leaf }: Place, found: Absent[]): void {
  found.push({ path, leaf, schema });
  const { schema: own, name } = resolve(schema);
  if (name !== undefined) return;
  for (const variant of variantsOf(own) ?? [own])
    for (const [key, inner] of Object.entries(resolve(variant).schema.properties ?? {})) {
      const rest: Schema = { ...resolve(variant).schema, $ref: undefined as never };
      found.push({
        path,
        leaf: leafOf(leaf, resolve(variant).schema, key),
        schema: { only: key, of: rest, inner } as never,
      });
    }
}

const QUANTITIES = [
  "1 s",
  "100 ms",
  "20 ms",
  "5 s",
  "5/s",
  "50/s",
  "100 B",
  "1 KiB",
  "20 B",
  "*",
  "2",
];

/** Values that a parameter might have, most of which will not do. */
export function samplesOf(schema: Schema, system: object): unknown[] {
  const only = schema as { readonly only?: string; readonly of?: Schema; readonly inner?: Schema };
  if (only.only !== undefined) {
    const base = samplesOf(only.of!, system).filter((each) => typeof each === "object")[0] ?? {};
    return samplesOf(only.inner!, system).map((value) => ({
      ...(base as object),
      [only.only!]: value,
    }));
  }
  const { schema: own } = resolve(schema);
  const variants = variantsOf(own);
  if (variants !== undefined) return variants.flatMap((each) => samplesOf(each, system));
  if (own.const !== undefined) return [own.const];
  if (own.enum !== undefined) return [...own.enum];
  if (own.type === "boolean") return [true, false];
  if (own.type === "number" || own.type === "integer") return [1, 0, 2, 0.3, 5, 20];
  if (own.type === "string") return [...QUANTITIES, ...namesIn(system)];
  if (own.type === "array") {
    const inner = samplesOf(own.items ?? own.prefixItems?.[0] ?? {}, system);
    return [...inner.map((each) => [each]), []];
  }
  if (own.properties === undefined) {
    if (typeof own.additionalProperties !== "object") return [];
    const inner = samplesOf(own.additionalProperties, system);
    return namesIn(system).flatMap((name) => inner.slice(0, 12).map((each) => ({ [name]: each })));
  }
  return objectSamples(own as Schema & { readonly required?: readonly string[] }, system);
}

function objectSamples(
  schema: Schema & { readonly required?: readonly string[] },
  system: object,
): object[] {
  let made: object[] = [{}];
  for (const key of schema.required ?? []) {
    const values = samplesOf(schema.properties![key]!, system).slice(0, 14);
    made = made.flatMap((each) => values.map((value) => ({ ...each, [key]: value }))).slice(0, 200);
  }
  return made;
}

/** Names of nodes, links, types, keys and attributes. */
export function namesIn(system: object): string[] {
  const {
    nodes = {},
    messageTypes = {},
    keys = {},
    attributes = {},
  } = system as Readonly<Record<string, object>>;
  return [nodes, messageTypes, keys, attributes].flatMap((part) => Object.keys(part));
}
