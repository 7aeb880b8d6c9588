import type { Design } from "../DesignFile.ts";

/** Where a value stands in the design, from its root. */
export type ValuePath = readonly (string | number)[];

type Container = Record<string | number, unknown>;

/** The value at a path, or undefined. */
export function valueAtPath(design: Design, path: ValuePath): unknown {
  let value: unknown = design;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Container)[key];
  }
  return value;
}

/**
 * Sets a value, making the objects on the way to it; `undefined` removes it, which gives the
 * default back, and with it the objects that have become empty.
 */
export function setValue(draft: Design, path: ValuePath, value: unknown): void {
  const last = path.at(-1);
  if (last === undefined) return;
  const trail: Container[] = [draft as unknown as Container];
  for (const key of path.slice(0, -1)) {
    const parent = trail.at(-1) as Container;
    if (typeof parent[key] !== "object" || parent[key] === null) {
      if (value === undefined) return;
      parent[key] = {};
    }
    trail.push(parent[key] as Container);
  }
  const owner = trail.at(-1) as Container;
  if (value !== undefined) owner[last] = value;
  else removeKey(trail, path);
}

/** Optional groups of settings; when their last field goes they go too. Tables stay. */
function removeKey(trail: readonly Container[], path: ValuePath): void {
  for (let depth = trail.length - 1; depth >= 0; depth--) {
    const owner = trail[depth];
    const key = path[depth];
    if (!owner || key === undefined) return;
    if (Array.isArray(owner)) {
      owner.splice(Number(key), 1);
      return;
    }
    delete owner[key];
    const isSettingsOfNode = depth > 3;
    if (Object.keys(owner).length > 0 || !isSettingsOfNode) return;
  }
}
