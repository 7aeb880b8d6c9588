/** A part of a document of an earlier format: it may be anything, and is changed in place. */
export type Json = Record<string, unknown>;

/** Takes a word out of a group, and the group with it when nothing is left. */
export function remove(part: Json, group: string, word: string): void {
  const words = asObject(part[group]);
  if (!(word in words)) return;
  delete words[word];
  if (Object.keys(words).length === 0) delete part[group];
}

/** Says with another word what one word of a group said. */
export function replace(part: Json, group: string, word: string, old: string, by: string): void {
  const words = asObject(part[group]);
  if (words[word] === old) words[word] = by;
}

/** Takes one word out of a list of a group. */
export function removeFromList(part: Json, group: string, list: string, word: string): void {
  const words = asObject(part[group]);
  const own = words[list];
  if (Array.isArray(own)) words[list] = own.filter((each) => each !== word);
}

export function isOneOf(value: unknown, list: readonly unknown[]): boolean {
  return list.includes(value);
}

export function valuesOf(table: unknown): Json[] {
  return Object.values(asObject(table)).map(asObject);
}

/** The object itself, to be changed in place; an empty one where there is none. */
export function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Json)
    : {};
}
