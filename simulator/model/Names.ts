import type { Link } from "./link.ts";
import type { Filter } from "./message.ts";
import { suggestion } from "./nearest.ts";
import type { NodeKind } from "./node.ts";
import type { System } from "./systemShape.ts";

/** A place in a document, from its root. */
export type Path = (string | number)[];

/** A name that leads nowhere, or to the wrong kind of thing. */
export interface ReferenceProblem {
  path: Path;
  message: string;
}

/** The names of a system, and the problems found while looking them up. */
export class Names {
  readonly system: System;
  readonly problems: ReferenceProblem[] = [];
  #linksBySource: Map<string, Link[]> | undefined;

  constructor(system: System) {
    this.system = system;
  }

  /** Notes a problem. */
  say(path: Path, message: string): void {
    this.problems.push({ path, message });
  }

  /** Reports a name that is not among those of a table. */
  named(path: Path, what: string, name: string | undefined, table: Record<string, unknown>): void {
    if (name === undefined || Object.hasOwn(table, name)) return;
    this.say(path, `there is no ${what} "${name}".${suggestion(name, Object.keys(table))}`);
  }

  /** Reports a message type that does not exist; "*" stands for all. */
  message(path: Path, name: string | undefined): void {
    if (name !== "*") this.named(path, "message type", name, this.system.messageTypes);
  }

  /** Reports an attribute that does not exist. */
  attribute(path: Path, name: string | undefined): void {
    this.named(path, "attribute", name, this.system.attributes);
  }

  /** Reports a contract version that its message type does not have. */
  version(path: Path, message: string, version: string | undefined): void {
    const type = Object.hasOwn(this.system.messageTypes, message)
      ? this.system.messageTypes[message]
      : undefined;
    if (type) this.named(path, `version of ${message} called`, version, type.versions ?? {});
  }

  /** Reports message types and versions of a table such as `reads` or `writes`. */
  versions(path: Path, table: Readonly<Record<string, string | readonly string[]>> = {}): void {
    for (const [message, versions] of Object.entries(table)) {
      this.message([...path, message], message);
      if (typeof versions === "string") this.version([...path, message], message, versions);
      else
        for (const [i, version] of versions.entries())
          this.version([...path, message, i], message, version);
    }
  }

  /** Reports message types and attributes that a filter names and that do not exist. */
  filter(path: Path, filter: Filter | undefined): void {
    for (const [i, name] of (filter?.messages ?? []).entries())
      this.message([...path, "messages", i], name);
    for (const name of Object.keys(filter?.attributes ?? {}))
      this.attribute([...path, "attributes", name], name);
  }

  /** Reports a business key that does not exist. */
  key(path: Path, name: string | undefined): void {
    this.named(path, "key", name, this.system.keys);
  }

  /** Reports a node id that does not exist or is not of one of the kinds. */
  nodeOf(path: Path, id: string | undefined, kinds: readonly NodeKind[]): void {
    if (id === undefined) return;
    const fitting = Object.entries(this.system.nodes).filter(([, node]) =>
      kinds.includes(node.kind),
    );
    const node = Object.hasOwn(this.system.nodes, id) ? this.system.nodes[id] : undefined;
    if (!node)
      this.say(
        path,
        `there is no node "${id}".${suggestion(
          id,
          fitting.map(([name]) => name),
        )}`,
      );
    else if (!kinds.includes(node.kind))
      this.say(path, `"${id}" is a ${node.kind}; here stands a ${kinds.join(" or ")}.`);
  }

  /** Links of some kinds that start at a node. */
  linksFrom(source: string, kinds: readonly Link["kind"][]): Link[] {
    this.#linksBySource ??= bySource(this.system);
    return (this.#linksBySource.get(source) ?? []).filter((link) => kinds.includes(link.kind));
  }

  /** Reports a neighbor that a step names but no link leads to. */
  linked(
    node: string,
    path: Path,
    target: string,
    kinds: readonly Link["kind"][],
    verb: string,
  ): void {
    if (!Object.hasOwn(this.system.nodes, target)) {
      this.say(
        path,
        `there is no node "${target}".${suggestion(target, Object.keys(this.system.nodes))}`,
      );
      return;
    }
    const links = this.linksFrom(node, kinds);
    if (links.some((link) => link.target === target)) return;
    this.say(
      path,
      `"${node}" ${verb} "${target}", but no ${kinds.join(" or ")} link leads there. Draw one, or name another node.`,
    );
  }
}

function bySource({ links }: System): Map<string, Link[]> {
  const found = new Map<string, Link[]>();
  for (const link of Object.values(links)) {
    const known = found.get(link.source);
    if (known) known.push(link);
    else found.set(link.source, [link]);
  }
  return found;
}
