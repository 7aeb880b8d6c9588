import type { Design } from "./DesignFile.ts";

/** Nodes from which messages come to these, or to which they go from them; these included. */
export function reach(
  design: Design,
  from: readonly string[],
  way: "upstream" | "downstream",
): string[] {
  const links = Object.values(design.system?.links ?? {});
  const next = new Map<string, string[]>();
  for (const { source, target } of links) {
    const [at, to] = way === "downstream" ? [source, target] : [target, source];
    next.set(at, [...(next.get(at) ?? []), to]);
  }
  const found = new Set(from);
  // A set is walked on while it grows.
  for (const id of found) for (const other of next.get(id) ?? []) found.add(other);
  return [...found];
}
