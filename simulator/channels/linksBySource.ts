import type { Link } from "../model/index.ts";

/** Links of a system with their ids, by the node that they lead from. */
export type LinksFrom = ReadonlyMap<string, readonly (readonly [id: string, link: Link])[]>;

/** Puts links together that lead from the same node, in their order. */
export function linksBySource(links: readonly (readonly [string, Link])[]): LinksFrom {
  const from = new Map<string, (readonly [string, Link])[]>();
  for (const entry of links) {
    const [, { source }] = entry;
    const known = from.get(source);
    if (known === undefined) from.set(source, [entry]);
    else known.push(entry);
  }
  return from;
}
