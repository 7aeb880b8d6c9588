import {
  definitionOf,
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
  /** Where the part is not there either: what is at the path, and which word of it the parameter is. */
  readonly within?: { readonly part: Schema; readonly key: string };
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
    if (!LAWS.has(name))
      lookInto(own, value, { ...place, leaf: definitionOf(name, place.leaf, value) }, found);
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
  for (const variant of variantsOf(own) ?? [own]) {
    const part = resolve(variant).schema;
    for (const [key, inner] of Object.entries(part.properties ?? {}))
      found.push({ path, leaf: leafOf(leaf, part, key), schema: inner, within: { part, key } });
  }
}

/** Parts as which one could be there, so that it can have another word besides. */
export function partsOf({ within }: Absent, system: object): object[] {
  if (within === undefined) return [];
  return objectSamples(within.part, system).slice(0, 12);
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
  return objectSamples(own, system);
}

function objectSamples(schema: Schema, system: object): object[] {
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
