import type { Link, LinkKind, System } from "../../../simulator/index.ts";

/** A link of one kind, with its id. */
export type LinkOf<K extends LinkKind> = Extract<Link, { kind: K }> & { id: string };
type AnyLink = Link & { id: string };

/** The links of a system by their ends. */
export class Links {
  readonly all: readonly AnyLink[];
  readonly #from = new Map<string, AnyLink[]>();
  readonly #to = new Map<string, AnyLink[]>();

  constructor(system: System) {
    this.all = Object.entries(system.links).map(([id, link]) => ({ ...link, id }));
    for (const link of this.all) {
      put(this.#from, link.source, link);
      put(this.#to, link.target, link);
    }
  }

  /** Links of a kind that start at a node, in the order of the document. */
  from<K extends LinkKind>(node: string, kind: K): LinkOf<K>[] {
    return ofKind(this.#from.get(node), kind);
  }

  /** Links of a kind that lead to a node, in the order of the document. */
  to<K extends LinkKind>(node: string, kind: K): LinkOf<K>[] {
    return ofKind(this.#to.get(node), kind);
  }
}

function ofKind<K extends LinkKind>(links: readonly AnyLink[] = [], kind: K): LinkOf<K>[] {
  return links.filter((link): link is LinkOf<K> => link.kind === kind);
}

function put(table: Map<string, AnyLink[]>, key: string, link: AnyLink): void {
  const list = table.get(key);
  if (list) list.push(link);
  else table.set(key, [link]);
}
