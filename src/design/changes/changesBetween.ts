import type { Design } from "../DesignFile.ts";
import type { ValuePath } from "../edits/setValue.ts";

/** One value that differs between two designs; absent on the side where nothing stands. */
export interface Change {
  path: ValuePath;
  before?: unknown;
  after?: unknown;
}

/**
 * What differs between two designs: the smallest values that do, in the order of the file. A node or
 * link that is only in one of them is one change. Lists of one length are compared entry by entry,
 * others as a whole: an entry in the middle would shift all that follow.
 */
export function changesBetween(before: Design, after: Design): Change[] {
  const changes: Change[] = [];
  collect(before, after, [], changes);
  return changes;
}

function collect(a: unknown, b: unknown, path: ValuePath, changes: Change[]): void {
  if (a === b || (isScalar(a) && isScalar(b) && Object.is(a, b))) return;
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    for (const [i, item] of a.entries()) collect(item, b[i], [...path, i], changes);
    return;
  }
  if (isTable(a) && isTable(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      collect(ownValue(a, key), ownValue(b, key), [...path, key], changes);
    }
    return;
  }
  if (isTable(a) === isTable(b) && JSON.stringify(a) === JSON.stringify(b)) return;
  changes.push({
    path,
    ...(a !== undefined && { before: a }),
    ...(b !== undefined && { after: b }),
  });
}

const isScalar = (value: unknown) => typeof value !== "object" || value === null;

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const ownValue = (table: Record<string, unknown>, key: string) =>
  Object.hasOwn(table, key) ? table[key] : undefined;
