import {
  type LinkKind,
  type LinkText,
  linkKindsBetween,
  type NodeKind,
  type StepText,
} from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";
import { mapHandlers } from "./steps.ts";
import { newMessageType, systemOf } from "./systemOf.ts";

/**
 * Links two nodes. A link out of a service comes with the step that uses it, so that what is drawn
 * also happens.
 * @returns the id of the link
 * @throws Error when no link of the kind can lead from one to the other
 */
export function connect(draft: Design, source: string, target: string, kind?: LinkKind): string {
  const system = systemOf(draft);
  const from = system.nodes[source];
  const to = system.nodes[target];
  if (!from || !to) throw new Error(`There is no node "${from ? target : source}" to link.`);
  const chosen = kind ?? linkKindFor(draft, source, target);
  if (chosen === undefined)
    throw new Error(`Nothing can flow from a ${from.kind} to a ${to.kind}.`);
  const existing = Object.entries(system.links).find(
    ([, link]) => link.source === source && link.target === target && link.kind === chosen,
  );
  if (existing) return existing[0];
  if (chosen === "publish") sayWhichWay(draft, source);
  const id = linkId(system.links, source, target);
  system.links[id] = { kind: chosen, source, target } as LinkText;
  addStepFor(draft, source, target, chosen);
  return id;
}

/** What a link needs to know of its ends. */
export interface LinkEnd {
  kind: NodeKind;
  role?: unknown;
}

/** The kind of link that a person means who draws from one node to another. */
export function linkKindFor(design: Design, source: string, target: string): LinkKind | undefined {
  const from = design.system?.nodes?.[source];
  const to = design.system?.nodes?.[target];
  return from && to ? linkKindOf(from, to) : undefined;
}

/** The kind of link that is meant between two kinds of nodes, in their roles. */
export function linkKindOf(from: LinkEnd, to: LinkEnd): LinkKind | undefined {
  const kinds = linkKindsBetween(from.kind, to.kind);
  if (to.role === "dead-letter" && kinds.includes("dead-letter")) return "dead-letter";
  if (to.role === "retry" && kinds.includes("retry")) return "retry";
  if (to.kind === "database" && kinds.includes("write")) return "write";
  return kinds[0];
}

/** With a second way out, a step must say which way it means: the one that there was. */
function sayWhichWay(draft: Design, publisher: string): void {
  const { links, nodes } = systemOf(draft);
  const ways = Object.values(links).filter(
    ({ source, kind }) => source === publisher && kind === "publish",
  );
  const [only] = ways;
  if (!only || ways.length > 1) return;
  for (const [id, node] of Object.entries(nodes)) {
    mapHandlers(node, (step) => {
      if (step.do !== "publish" || step.to !== undefined) return step;
      const outbox = typeof step.via === "object" ? step.via.outbox : undefined;
      return (outbox ?? id) === publisher ? { ...step, to: only.target } : step;
    });
  }
}

export function linkId(
  links: Readonly<Record<string, unknown>>,
  source: string,
  target: string,
): string {
  const stem = `${source}>${target}`.slice(0, 120);
  if (!Object.hasOwn(links, stem)) return stem;
  for (let n = 2; ; n++) if (!Object.hasOwn(links, `${stem}.${n}`)) return `${stem}.${n}`;
}

/** Adds the step by which a service uses a new link. */
export function addStepFor(draft: Design, source: string, target: string, kind: LinkKind): void {
  const node = systemOf(draft).nodes[source];
  if (!node || (node.kind !== "consumer" && node.kind !== "endpoint")) return;
  const step = stepFor(draft, source, target, kind);
  if (!step) return;
  if (node.kind === "endpoint") {
    node.handler.push(step);
    return;
  }
  const [first] = Object.keys(node.handlers);
  const handler = node.handlers[first ?? "*"];
  if (handler) handler.push(step);
  else node.handlers["*"] = [step];
}

function stepFor(
  draft: Design,
  source: string,
  target: string,
  kind: LinkKind,
): StepText | undefined {
  switch (kind) {
    case "publish":
      return { do: "publish", message: outcomeOf(draft, source), to: target };
    case "call":
      return { do: "call", to: target, timeout: "2 s" };
    case "write":
      return { do: "write", to: target };
    case "read":
      return { do: "read", from: target };
    default:
      return undefined;
  }
}

/** A fact that a service of this name would report: "Payment" reports PaymentCompleted. */
function outcomeOf(draft: Design, source: string): string {
  const node = systemOf(draft).nodes[source];
  const words = (node?.name ?? source)
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => /^[A-Za-z]/.test(word));
  const stem = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("") || "Work";
  return newMessageType(draft, `${stem.slice(0, 80)}Completed`);
}
