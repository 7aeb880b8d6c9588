import {
  canonical,
  follow,
  isSameJson,
  isSchema,
  type JsonSchema,
  joined,
  keywordsOf,
  namesIn,
  numberAt,
  schemasIn,
  schemasUnder,
  typesOf,
} from "./JsonSchema.ts";

/** What about a reader's schema turns away something that a writer's schema allows. */
export interface Incompatibility {
  /** Where in the payload, as a JSON path (`$.lines[*].price`). */
  readonly path: string;
  /** The keyword of JSON Schema that it is about. */
  readonly keyword: string;
  /** A sentence that says what the writer may send and the reader will not take. */
  readonly message: string;
}

type Keywords = Readonly<Record<string, unknown>>;

/** Limits, with the side on which a reader is the stricter one. */
const LOWER = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
const UPPER = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
/** Keywords of which only equality can be judged. */
const OPAQUE = ["pattern", "format", "multipleOf", "not", "if", "then", "else", "contains"];
const OPAQUE_OBJECT = ["patternProperties", "propertyNames", "dependentRequired"];

/**
 * Why a reader with one schema cannot take all that a writer with another one may send; empty when it can.
 * A writer is taken to send no more than its schema names: an optional property that only the reader knows is
 * no obstacle, unless the writer's `additionalProperties` says that anything may stand there. A property that
 * the reader requires and the writer may leave out is one, unless the reader has a `default` for it.
 * Keywords: those of JSON Schema 2020-12, core and validation; where a keyword cannot be compared (`pattern`,
 * `not`, `if`), it must be the same on both sides. References are followed inside their own document.
 */
export function incompatibilities(reader: JsonSchema, writer: JsonSchema): Incompatibility[] {
  return new Comparison(reader, writer).compare(reader, writer, "$");
}

class Comparison {
  private readonly reader: JsonSchema;
  private readonly writer: JsonSchema;
  /** Pairs that are being compared further up: a recursive schema is as compatible as the rest of it. */
  private readonly open = new Set<string>();

  constructor(reader: JsonSchema, writer: JsonSchema) {
    this.reader = reader;
    this.writer = writer;
  }

  compare(readerSchema: JsonSchema, writerSchema: JsonSchema, path: string): Incompatibility[] {
    if (writerSchema === false) return [];
    const pair = `${canonical(readerSchema)}\0${canonical(writerSchema)}`;
    if (this.open.has(pair)) return [];
    this.open.add(pair);
    const reader = this.resolved(readerSchema, this.reader);
    const writer = this.resolved(writerSchema, this.writer);
    const found = this.compareResolved(reader, writer, path);
    this.open.delete(pair);
    return found;
  }

  private compareResolved(reader: Keywords, writer: Keywords, path: string): Incompatibility[] {
    const written = alternatives(writer);
    if (written.length > 0)
      return written.flatMap((each) => this.compareResolvedTo(reader, each, path));
    const read = alternatives(reader);
    if (read.length > 0) return this.compareWithAny(reader, read, writer, path);
    const typeProblem = types(reader, writer, path);
    if (typeProblem.length > 0) return typeProblem;
    return [
      ...values(reader, writer, path),
      ...limits(reader, writer, path),
      ...opaque(reader, writer, path),
      ...this.objects(reader, writer, path),
      ...this.arrays(reader, writer, path),
    ];
  }

  private compareResolvedTo(reader: Keywords, writer: JsonSchema, path: string): Incompatibility[] {
    return this.compareResolved(reader, this.resolved(writer, this.writer), path);
  }

  /** One of the reader's alternatives must take all of it. */
  private compareWithAny(
    { anyOf: _, oneOf: __, ...rest }: Keywords,
    choices: readonly JsonSchema[],
    writer: Keywords,
    path: string,
  ): Incompatibility[] {
    const own = this.compareResolved(rest, writer, path);
    if (own.length > 0) return own;
    const fits = choices.some(
      (choice) =>
        this.compareResolved(this.resolved(choice, this.reader), writer, path).length === 0,
    );
    if (fits) return [];
    return [
      {
        path,
        keyword: "anyOf",
        message: `none of the reader's alternatives at ${path} takes all that the writer may send there`,
      },
    ];
  }

  private objects(reader: Keywords, writer: Keywords, path: string): Incompatibility[] {
    const found: Incompatibility[] = [];
    const read = schemasUnder(reader, "properties");
    const written = schemasUnder(writer, "properties");
    const promised = namesIn(writer, "required");
    for (const name of namesIn(reader, "required")) {
      const property = read.get(name);
      const hasDefault = property !== undefined && "default" in keywordsOf(property);
      if (promised.includes(name) || hasDefault) continue;
      const how = written.has(name) ? "may leave out" : "does not know";
      const message = `the reader needs "${name}", which the writer ${how}`;
      found.push({ path: `${path}.${name}`, keyword: "required", message });
    }
    for (const [name, schema] of written) {
      // What may never stand there is never sent.
      if (schema === false) continue;
      const other = read.get(name) ?? rest(reader);
      if (other === false)
        found.push({
          path: `${path}.${name}`,
          keyword: "additionalProperties",
          message: `the reader takes no "${name}", which the writer may send`,
        });
      else if (other !== true) found.push(...this.compare(other, schema, `${path}.${name}`));
    }
    return [...found, ...this.openProperties(reader, writer, path)];
  }

  /** What stands in properties without a name. */
  private openProperties(reader: Keywords, writer: Keywords, path: string): Incompatibility[] {
    const written = writer.additionalProperties;
    if (written === undefined || written === false || !isSchema(written)) return [];
    const read = rest(reader);
    if (read === true) return [];
    if (read === false)
      return [
        {
          path,
          keyword: "additionalProperties",
          message: `the reader takes no other properties at ${path}, and the writer may send some`,
        },
      ];
    return this.compare(read, written, `${path}.*`);
  }

  private arrays(reader: Keywords, writer: Keywords, path: string): Incompatibility[] {
    const found: Incompatibility[] = [];
    if (reader.uniqueItems === true && writer.uniqueItems !== true)
      found.push({
        path,
        keyword: "uniqueItems",
        message: `the reader takes no repeated items at ${path}, and the writer may send some`,
      });
    const written = isSchema(writer.items) ? writer.items : undefined;
    if (isSchema(reader.items) && reader.items !== true)
      found.push(...this.compare(reader.items, written ?? true, `${path}[*]`));
    const places = schemasIn(writer, "prefixItems");
    for (const [i, place] of schemasIn(reader, "prefixItems").entries())
      found.push(...this.compare(place, places[i] ?? written ?? true, `${path}[${i}]`));
    return found;
  }

  /** The keywords of a schema, its reference followed and all that must hold together in one. */
  private resolved(schema: JsonSchema, root: JsonSchema, depth = 0): Keywords {
    const { $ref, allOf: _, ...own } = keywordsOf(schema) as Keywords & { $ref?: unknown };
    const parts: Keywords[] = schemasIn(keywordsOf(schema), "allOf").map((each) =>
      this.resolved(each, root, depth + 1),
    );
    const target = typeof $ref === "string" ? follow(root, $ref) : undefined;
    if (target !== undefined && depth < 64) parts.push(this.resolved(target, root, depth + 1));
    return parts.length === 0 ? own : joined([...parts, own]);
  }
}

/** Schema of properties that a reader does not name. */
function rest(reader: Keywords): JsonSchema {
  return isSchema(reader.additionalProperties) ? reader.additionalProperties : true;
}

function alternatives(schema: Keywords): readonly JsonSchema[] {
  const any = schemasIn(schema, "anyOf");
  return any.length > 0 ? any : schemasIn(schema, "oneOf");
}

function types(reader: Keywords, writer: Keywords, path: string): Incompatibility[] {
  const read = typesOf(reader);
  if (read === undefined || "enum" in writer || "const" in writer) return [];
  const written = typesOf(writer);
  const takes = (type: string): boolean =>
    read.some((each) => each === type || (each === "number" && type === "integer"));
  const refused = written?.filter((type) => !takes(type)) ?? [];
  if (written !== undefined && refused.length === 0) return [];
  const sends = written === undefined ? "anything" : refused.join(" or ");
  const message = `the reader takes ${read.join(" or ")} at ${path}, and the writer may send ${sends}`;
  return [{ path, keyword: "type", message }];
}

/** Closed lists of values. */
function values(reader: Keywords, writer: Keywords, path: string): Incompatibility[] {
  const read = listed(reader);
  const written = listed(writer);
  if (read === undefined) {
    const wrong = written?.filter((value) => !hasType(value, typesOf(reader))) ?? [];
    return wrong.length === 0 ? [] : [valueProblem(path, "type", wrong)];
  }
  if (written === undefined)
    return [
      {
        path,
        keyword: "enum",
        message: `the reader takes only certain values at ${path}, and the writer may send others`,
      },
    ];
  const unknown = written.filter((value) => !read.some((each) => isSameJson(each, value)));
  return unknown.length === 0 ? [] : [valueProblem(path, "enum", unknown)];
}

function valueProblem(path: string, keyword: string, wrong: readonly unknown[]): Incompatibility {
  const list = wrong.map((value) => JSON.stringify(value)).join(", ");
  return { path, keyword, message: `the reader does not take ${list} at ${path}` };
}

function listed(schema: Keywords): readonly unknown[] | undefined {
  if ("const" in schema) return [schema.const];
  return Array.isArray(schema.enum) ? schema.enum : undefined;
}

function hasType(value: unknown, read: readonly string[] | undefined): boolean {
  if (read === undefined) return true;
  if (value === null) return read.includes("null");
  if (Array.isArray(value)) return read.includes("array");
  if (typeof value === "number")
    return read.includes("number") || (read.includes("integer") && Number.isInteger(value));
  return read.includes(typeof value);
}

function limits(reader: Keywords, writer: Keywords, path: string): Incompatibility[] {
  const found: Incompatibility[] = [];
  for (const [keywords, isTighter] of [
    [LOWER, (read: number, written: number) => read > written],
    [UPPER, (read: number, written: number) => read < written],
  ] as const)
    for (const keyword of keywords) {
      const read = numberAt(reader, keyword);
      const written = numberAt(writer, keyword);
      if (read === undefined || (written !== undefined && !isTighter(read, written))) continue;
      const theirs = written === undefined ? "none" : String(written);
      const message = `the reader's ${keyword} at ${path} is ${read}, the writer's ${theirs}`;
      found.push({ path, keyword, message });
    }
  return found;
}

function opaque(reader: Keywords, writer: Keywords, path: string): Incompatibility[] {
  return [...OPAQUE, ...OPAQUE_OBJECT]
    .filter((keyword) => keyword in reader && !isSameJson(reader[keyword], writer[keyword]))
    .map((keyword) => ({
      path,
      keyword,
      message: `the reader's ${keyword} at ${path} is not the writer's`,
    }));
}
