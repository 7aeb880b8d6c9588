import type { Example } from "./examples.ts";

/** What the gallery shows. */
export type GalleryFilter = "all" | Example["kind"] | "own";

/** Whether something of the gallery is shown: every word that is looked for stands in it somewhere. */
export function fits(
  item: Pick<Example, "name"> & Partial<Example>,
  query: string,
  filter: GalleryFilter,
): boolean {
  if (item.kind !== undefined && filter !== "all" && filter !== "own" && item.kind !== filter)
    return false;
  const text = `${item.name} ${item.teaches ?? ""} ${item.words ?? ""}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
