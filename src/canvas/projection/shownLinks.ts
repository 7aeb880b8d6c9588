import type { LinkText } from "../../../simulator/index.ts";
import { type Design, hiddenIn } from "../../design/index.ts";

/** A link between what is drawn: its own ends, or the collapsed containers that they are hidden in. */
export interface ShownLink {
  link: LinkText;
  source: string;
  target: string;
}

export interface ShownLinks {
  /** Links that are drawn, by id. */
  drawn: ReadonlyMap<string, ShownLink>;
  /** Links that lie on one that is drawn already, with the id of that one. */
  hidden: ReadonlyMap<string, string>;
}

/** Links between what is drawn itself; a link that did not change stays the same object. */
const plain = new WeakMap<LinkText, ShownLink>();

function plainLink(link: LinkText): ShownLink {
  const known = plain.get(link);
  if (known) return known;
  const shown = { link, source: link.source, target: link.target };
  plain.set(link, shown);
  return shown;
}

/** The links that are drawn. Inside a collapsed container there are none; alike ones become one. */
export function shownLinks(design: Design): ShownLinks {
  const drawn = new Map<string, ShownLink>();
  const hidden = new Map<string, string>();
  const alike = new Map<string, string>();
  const hasCollapsed = (design.layout?.collapsed ?? []).length > 0;
  for (const [id, link] of Object.entries(design.system?.links ?? {})) {
    if (!hasCollapsed) {
      drawn.set(id, plainLink(link));
      continue;
    }
    const source = hiddenIn(design, link.source) ?? link.source;
    const target = hiddenIn(design, link.target) ?? link.target;
    if (source === target) continue;
    const isItself = source === link.source && target === link.target;
    const key = `${source}\n${link.kind}\n${target}`;
    const other = isItself ? undefined : alike.get(key);
    if (other !== undefined) hidden.set(id, other);
    else {
      alike.set(key, id);
      drawn.set(id, isItself ? plainLink(link) : { link, source, target });
    }
  }
  return { drawn, hidden };
}
