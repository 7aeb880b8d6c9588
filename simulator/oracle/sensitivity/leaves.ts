import { readFileSync } from "node:fs";

/** A JSON Schema, as far as it is read here. */
export interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly required?: readonly string[];
}

const file = new URL("../../../public/sluice.schema.json", import.meta.url);
const whole = JSON.parse(readFileSync(file, "utf8")) as Schema & {
  readonly $defs: Readonly<Record<string, Schema>>;
};

/** One value of a document that could be another one. */
export interface Scalar {
  readonly path: readonly (string | number)[];
  /** The parameters that it is: by where it stands, and by each definition that it is part of. */
  readonly leaves: readonly string[];
  readonly options: readonly unknown[];
  /** It holds other values. */
  readonly isPart: boolean;
}

/** Words that say which kind of thing something is; another one would be another thing. */
export const KINDS = [
  "kind",
  "do",
  "fault",
  "process",
  "distribution",
  "curve",
  "objective",
  "values",
];

const DEFINITION = /^#\/\$defs\/(?<name>[A-Z]\w+)$/;

/** Laws of random values are held against theory elsewhere: here each is one value. */
export const LAWS: ReadonlySet<string> = new Set([
  "TimeDistribution",
  "SizeDistribution",
  "CountDistribution",
]);
/** Payload schemas: documentation, and the check of contracts. */
const ANY_JSON = "#/$defs/__schema";

export function resolve(schema: Schema): { schema: Schema; name: string | undefined } {
  let at = schema;
  let name: string | undefined;
  while (at.$ref !== undefined && !at.$ref.startsWith(ANY_JSON)) {
    name = DEFINITION.exec(at.$ref)?.groups?.name ?? name;
    at = whole.$defs[at.$ref.replace("#/$defs/", "")]!;
  }
  return { schema: at, name };
}

/**
 * Subscriptions of topics, groups that share the partitions of a stream, and groups that share its messages say the same
 * words, which are carried out by other parts.
 */
const SUBSCRIPTIONS = {
  ofTopic: "Subscription(topic)",
  ofPartitions: "Subscription(stream)",
  ofMessages: "Subscription(shared)",
} as const;

/** Groups of a stream that share its messages. Each copy of a broadcast has all partitions to itself. */
const SHARING = ["competing", "key-exclusive", "single-active"];

/** What a definition is called where it is used: by its name, or by what it can be there. */
export function definitionsAt(name: string, site: string): readonly string[] {
  const { ofTopic, ofPartitions, ofMessages } = SUBSCRIPTIONS;
  if (name !== "Subscription") return [name];
  return site.startsWith("Topic") ? [ofTopic] : [ofPartitions, ofMessages];
}

/** What a definition is called where it is used for this value. */
export function definitionOf(name: string, site: string, value: unknown): string {
  const [one, other] = definitionsAt(name, site) as readonly [string, string?];
  const { assign } = value as { readonly assign?: { readonly mode?: string } };
  const isShared = SHARING.includes(assign?.mode ?? "");
  return other !== undefined && isShared ? other : one;
}

export const variantsOf = (schema: Schema): readonly Schema[] | undefined =>
  schema.anyOf ?? schema.oneOf;

/** `Backoff(exponential)`: a variant is called by what its kind must be. */
function kindOf({ properties = {} }: Schema): string {
  const kind = KINDS.map((key) => properties[key]?.const).find((each) => each !== undefined);
  return typeof kind === "string" ? `(${kind})` : "";
}

/** The schemas of what a run is made of. */
export const ROOTS: Readonly<Record<"system" | "scenario", Schema>> = {
  system: whole.properties!.system!,
  scenario: whole.properties!.scenarios!.additionalProperties as Schema,
};

/** When a fault strikes, and for how long, is the same for all kinds of them. */
const TIMING = ["at", "for", "mttf", "mttr", "note"];

export function leafOf(leaf: string, schema: Schema, key: string): string {
  const isTiming = leaf === "scenario.faults.*" && TIMING.includes(key);
  const found = `${leaf}${isTiming ? "" : kindOf(schema)}.${key}`;
  // Which of the two a group of a stream is, one word says.
  return found === `${SUBSCRIPTIONS.ofMessages}.assign.mode`
    ? `${SUBSCRIPTIONS.ofPartitions}.assign.mode`
    : found;
}

/** All parameters that the schemas have. */
export function leavesOfSchema(): Set<string> {
  const found = new Set<string>();
  const entered = new Set<string>();
  for (const [name, schema] of Object.entries(ROOTS)) enter(schema, name, found, entered);
  return found;
}

function enter(schema: Schema, leaf: string, found: Set<string>, entered: Set<string>): void {
  const { schema: own, name } = resolve(schema);
  if (name !== undefined) {
    found.add(leaf);
    if (LAWS.has(name)) return;
    for (const definition of definitionsAt(name, leaf)) {
      if (entered.has(definition)) continue;
      entered.add(definition);
      enter(own, definition, found, entered);
    }
    return;
  }
  const variants = variantsOf(own);
  if (variants !== undefined) for (const each of variants) enter(each, leaf, found, entered);
  else if (own.properties !== undefined)
    for (const [key, inner] of Object.entries(own.properties))
      enter(inner, leafOf(leaf, own, key), found, entered);
  else if (typeof own.additionalProperties === "object")
    enter(own.additionalProperties, `${leaf}.*`, found, entered);
  else if (own.items !== undefined) enter(own.items, leaf, found, entered);
  else found.add(leaf);
}

/** All values of a document that could be others. */
export const scalarsOf = (root: "system" | "scenario", document: unknown): Scalar[] =>
  valuesOf(root, document).filter(({ isPart }) => !isPart);

/** All values of a document that could be others, and the parts that hold them, which might not be there. */
export function valuesOf(root: "system" | "scenario", document: unknown): Scalar[] {
  const found = new Map<string, Scalar>();
  visit(ROOTS[root], document, { path: [], leaf: root, sites: [] }, found);
  return [...found.values()];
}

export interface Place {
  readonly path: readonly (string | number)[];
  readonly leaf: string;
  /** Where the definitions are used that it is part of. */
  readonly sites: readonly string[];
}

function visit(schema: Schema, value: unknown, place: Place, found: Map<string, Scalar>): void {
  const { schema: own, name } = resolve(schema);
  if (name !== undefined && !LAWS.has(name)) {
    const leaf = definitionOf(name, place.leaf, value);
    visit(own, value, { ...place, leaf, sites: [...place.sites, place.leaf] }, found);
    return;
  }
  const variants = variantsOf(own);
  if (variants !== undefined) {
    for (const each of variants) if (fits(each, value)) visit(each, value, place, found);
    return;
  }
  const inside = (key: string | number, leaf: string): Place => ({
    ...place,
    path: [...place.path, key],
    leaf,
  });
  // A part that is there and holds nothing is a value as well.
  const isPart = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  note(own, place, isPart, found);
  if (Array.isArray(value)) {
    for (const [i, each] of value.entries())
      visit(own.prefixItems?.[i] ?? own.items ?? {}, each, inside(i, place.leaf), found);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      const known = own.properties?.[key];
      if (known !== undefined) visit(known, each, inside(key, leafOf(place.leaf, own, key)), found);
      else if (typeof own.additionalProperties === "object")
        visit(own.additionalProperties, each, inside(key, `${place.leaf}.*`), found);
    }
  }
}

function note(
  schema: Schema,
  { path, leaf, sites }: Place,
  isPart: boolean,
  found: Map<string, Scalar>,
): void {
  const at = path.join("\0");
  const known = found.get(at);
  found.set(at, {
    path,
    leaves: [...new Set([...(known?.leaves ?? []), leaf, ...sites])],
    options: [...(known?.options ?? []), ...(schema.enum ?? [])],
    isPart,
  });
}

/** Whether a value may be meant by a variant: by its type, and by what must be so. */
export function fits(variant: Schema, value: unknown): boolean {
  const { schema } = resolve(variant);
  const variants = variantsOf(schema);
  if (variants !== undefined) return variants.some((each) => fits(each, value));
  if (schema.const !== undefined) return schema.const === value;
  if (schema.enum !== undefined) return schema.enum.includes(value);
  if (schema.type === "array") return Array.isArray(value);
  if (schema.type !== "object") return typeof value !== "object";
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([key, each]) => {
    const known = schema.properties?.[key];
    if (known === undefined) return typeof schema.additionalProperties === "object";
    return known.const === undefined || known.const === each;
  });
}
