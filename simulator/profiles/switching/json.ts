/** A part of a design file, seen as plain JSON. */
export type Json = Record<string, unknown>;

/** A copy of something that is JSON. */
export function copyOf<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

/** Whether two parts of a file read the same, the order of keys included. */
export function isSameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function asJson(value: unknown): Json {
  return isJson(value) ? value : {};
}

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands at a path, or undefined. */
export function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => asJson(at)[key], root);
}

/** The object at a path, or undefined. */
export function partAt(root: unknown, path: readonly string[]): Json | undefined {
  const at = valueAt(root, path);
  return isJson(at) ? at : undefined;
}

/** The object at a path, made where it is missing. */
export function partMadeAt(root: unknown, path: readonly string[]): Json {
  let at = root as Json;
  for (const key of path) {
    if (!isJson(at[key])) at[key] = {};
    at = at[key] as Json;
  }
  return at;
}

/** The leaves in which two parts differ, with what the second one says (undefined: nothing). */
export function changesBetween(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): { path: readonly string[]; value: unknown }[] {
  const isGroup = (value: unknown) => value === undefined || isJson(value);
  if (!isGroup(before) || !isGroup(after) || (before ?? after) === undefined)
    return isSameText(before, after) ? [] : [{ path, value: after }];
  const keys = new Set([...Object.keys(asJson(before)), ...Object.keys(asJson(after))]);
  return [...keys].flatMap((key) =>
    changesBetween(asJson(before)[key], asJson(after)[key], [...path, key]),
  );
}
