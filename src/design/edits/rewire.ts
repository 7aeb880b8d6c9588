import {
  type LinkKind,
  type LinkText,
  linkKindsBetween,
  whyNoLink,
} from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";
import { addStepFor, connect, type LinkEnd, linkKindFor, linkKindOf } from "./connect.ts";
import { remove, removeSteps, uses } from "./remove.ts";
import { mapHandlers } from "./steps.ts";
import { systemOf } from "./systemOf.ts";

/** An end of a link. */
export type End = "source" | "target";

/** Why an end of a link cannot be led to another node; undefined when it can. */
export function whyNotReconnect(
  design: Design,
  linkId: string,
  end: End,
  node: string,
): string | undefined {
  const link = design.system?.links?.[linkId];
  const nodes = design.system?.nodes ?? {};
  if (!link || !nodes[node]) return "A link needs a node at both ends.";
  const [source, target] = end === "source" ? [node, link.target] : [link.source, node];
  if (source === target) return "A node is not linked with itself. Lead the link elsewhere.";
  const [from, to] = [nodes[source], nodes[target]];
  if (!from || !to) return "A link needs a node at both ends.";
  const kind = kindAfter(link.kind, from, to);
  if (kind === undefined) return whyNoLink(from.kind, to.kind);
  const isThere = Object.entries(design.system?.links ?? {}).some(
    ([id, each]) =>
      id !== linkId && each.source === source && each.target === target && each.kind === kind,
  );
  return isThere ? "These two are linked already." : undefined;
}

/** A link keeps its kind where it can; else it becomes what is meant between its new ends. */
function kindAfter(kind: LinkKind, from: LinkEnd, to: LinkEnd): LinkKind | undefined {
  return linkKindsBetween(from.kind, to.kind).includes(kind) ? kind : linkKindOf(from, to);
}

/**
 * Leads an end of a link to another node. The link keeps its id and what was set on it; the steps
 * that used it use it still.
 * @throws Error when it makes no sense, see `whyNotReconnect`
 */
export function reconnect(draft: Design, linkId: string, end: End, node: string): void {
  const why = whyNotReconnect(draft, linkId, end, node);
  if (why !== undefined) throw new Error(why);
  const { links } = systemOf(draft);
  const old = links[linkId] as LinkText;
  if (old[end] === node) return;
  const source = end === "source" ? node : old.source;
  const target = end === "target" ? node : old.target;
  const { kind } = old;
  const { nodes } = systemOf(draft);
  const next = kindAfter(kind, nodes[source] as LinkEnd, nodes[target] as LinkEnd) as LinkKind;
  const { subscription: _, ...unsubscribed } = { subscription: undefined, ...old };
  // A subscription belongs to the channel that the link starts from.
  const kept = end === "source" ? unsubscribed : old;
  links[linkId] = (
    next === kind ? { ...kept, [end]: node } : { kind: next, source, target }
  ) as LinkText;
  if (end === "target" && next === kind) retarget(draft, source, old.target, target);
  else {
    removeSteps(draft, old.source, old.target);
    addStepFor(draft, source, target, next);
  }
}

function isLinked(draft: Design, source: string, target: string): boolean {
  return Object.values(systemOf(draft).links).some(
    (link) => link.source === source && link.target === target,
  );
}

/** Lets the steps that led to one neighbor lead to another. */
function retarget(draft: Design, source: string, from: string, to: string): void {
  if (isLinked(draft, source, from)) return;
  for (const [id, node] of Object.entries(systemOf(draft).nodes)) {
    mapHandlers(node, (step) => {
      if (!uses(step, id, source, from)) return step;
      if (step.do === "read") return { ...step, from: to };
      if (step.do === "publish" && typeof step.via === "object" && step.via.outbox === from)
        return { ...step, via: { outbox: to } };
      return "to" in step && step.to === from ? { ...step, to } : step;
    });
    if (node.kind !== "saga" || id !== source) continue;
    for (const step of node.steps) {
      if (step.to === from) step.to = to;
      if (step.compensation?.to === from) step.compensation.to = to;
    }
  }
}

/** Why a kind of node cannot be put into a link; undefined when it can. */
export function whyNotInsert(design: Design, linkId: string, thing: LinkEnd): string | undefined {
  const link = design.system?.links?.[linkId];
  const from = link && design.system?.nodes?.[link.source];
  const to = link && design.system?.nodes?.[link.target];
  if (!from || !to) return "The link is gone.";
  if (linkKindOf(from, thing) === undefined) return whyNoLink(from.kind, thing.kind);
  if (linkKindOf(thing, to) === undefined) return whyNoLink(thing.kind, to.kind);
  return undefined;
}

/**
 * Puts a node into a link: what flowed from one end to the other flows through it. The half that
 * stays of the same kind keeps what was set on the link.
 * @throws Error when it makes no sense, see `whyNotInsert`
 */
export function insertInto(draft: Design, linkId: string, node: string): void {
  const { links, nodes } = systemOf(draft);
  const link = links[linkId];
  const why = whyNotInsert(draft, linkId, nodes[node] ?? { kind: "zone" });
  if (!link || why !== undefined) throw new Error(why ?? "The link is gone.");
  const { source, target, kind } = link;
  if (linkKindFor(draft, source, node) === kind && !isLinked(draft, source, node)) {
    reconnect(draft, linkId, "target", node);
    connect(draft, node, target);
  } else if (linkKindFor(draft, node, target) === kind && !isLinked(draft, node, target)) {
    reconnect(draft, linkId, "source", node);
    connect(draft, source, node);
  } else {
    remove(draft, [], [linkId]);
    connect(draft, source, node);
    connect(draft, node, target);
  }
}

/**
 * Removes nodes and leads what came in on to where it went out, wherever that makes sense.
 * @returns the ids of the new links
 */
export function removeAndReconnect(draft: Design, gone: readonly string[]): string[] {
  const bridges = gone.flatMap((id) => bridgesOver(draft, id, new Set(gone)));
  remove(draft, gone, []);
  return bridges.flatMap(([source, target]) => {
    const kind = linkKindFor(draft, source, target);
    if (kind === undefined || source === target || isLinked(draft, source, target)) return [];
    return [connect(draft, source, target, kind)];
  });
}

/** Pairs of neighbors that a node, or a chain of nodes that go, lies between. */
function bridgesOver(draft: Design, id: string, gone: ReadonlySet<string>): [string, string][] {
  const links = Object.values(systemOf(draft).links).filter(({ kind }) => kind !== "dead-letter");
  const sources = links.filter(({ target, source }) => target === id && !gone.has(source));
  const ends = new Set<string>();
  const seen = new Set<string>();
  const follow = (at: string): void => {
    if (seen.has(at)) return;
    seen.add(at);
    for (const { source, target } of links) {
      if (source !== at) continue;
      if (gone.has(target)) follow(target);
      else ends.add(target);
    }
  };
  follow(id);
  return sources.flatMap(({ source }) => [...ends].map((end): [string, string] => [source, end]));
}
