import { isObject, type Json, type JsonObject, sameJson } from "./AsyncApiDocument.ts";

/**
 * A fact of the design that a standard field can say. It is written there and left out of
 * `x-sluice`, so that an edit of the standard field by hand changes the design.
 *
 * Where the standard field cannot give back the very text ("168 h" comes back as "7 d"), the text
 * stays in `x-sluice` too, as its spelling, and is believed as long as both say the same.
 */
export interface Fact {
  /** Place in the design, from the node. */
  at: readonly string[];
  /** Place in the standard object. */
  to: readonly string[];
  /** The standard value; nothing when the standard cannot say it. The value may be absent. */
  write: (value: Json | undefined) => Json | undefined;
  /** The design's value for a standard one; nothing when that is what an absent value means. */
  read: (value: Json) => Json | undefined;
}

/** Writes facts into `standard` and takes them out of `rest`. Both are changed. */
export function writeFacts(facts: readonly Fact[], rest: JsonObject, standard: JsonObject): void {
  for (const fact of facts) {
    const value = valueAt(rest, fact.at);
    const written = fact.write(value);
    if (written === undefined) continue;
    setAt(standard, fact.to, written);
    const isSaid = value !== undefined && sameJson(fact.read(written), value);
    if (isSaid) removeAt(rest, fact.at);
  }
}

/** Reads facts from `standard` into `rest`, which is changed. */
export function readFacts(facts: readonly Fact[], rest: JsonObject, standard: object): void {
  for (const fact of facts) {
    const written = valueAt(standard, fact.to);
    if (written === undefined) continue;
    const spelling = valueAt(rest, fact.at);
    if (spelling !== undefined && sameJson(fact.write(spelling), written)) continue;
    const value = fact.read(written);
    if (value === undefined) removeAt(rest, fact.at);
    else setAt(rest, fact.at, value);
  }
}

export function valueAt(object: object, path: readonly string[]): Json | undefined {
  let value: Json | undefined = object as JsonObject;
  for (const key of path) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

function setAt(object: JsonObject, path: readonly string[], value: Json): void {
  const [key, ...inner] = path;
  if (key === undefined) return;
  if (inner.length === 0) {
    object[key] = value;
    return;
  }
  const child = object[key];
  const holder: JsonObject = isObject(child) ? child : {};
  object[key] = holder;
  setAt(holder, inner, value);
}

/** Removes a value, and what is empty without it. */
function removeAt(object: JsonObject, path: readonly string[]): void {
  const [key, ...inner] = path;
  if (key === undefined || !Object.hasOwn(object, key)) return;
  const child = object[key];
  if (inner.length > 0) {
    if (!isObject(child)) return;
    removeAt(child, inner);
    if (Object.keys(child).length > 0) return;
  }
  delete object[key];
}
