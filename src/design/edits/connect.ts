import {
  type LinkKind,
  type LinkText,
  linkKindsBetween,
  type StepText,
} from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";
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
  const id = linkId(system.links, source, target);
  system.links[id] = { kind: chosen, source, target } as LinkText;
  addStepFor(draft, source, target, chosen);
  return id;
}

/** The kind of link that a person means who draws from one node to another. */
export function linkKindFor(draft: Design, source: string, target: string): LinkKind | undefined {
  const { nodes } = systemOf(draft);
  const from = nodes[source];
  const to = nodes[target];
  if (!from || !to) return undefined;
  const kinds = linkKindsBetween(from.kind, to.kind);
  const isDeadLetters = "role" in to && to.role === "dead-letter";
  if (isDeadLetters && kinds.includes("dead-letter")) return "dead-letter";
  if ("role" in to && to.role === "retry" && kinds.includes("retry")) return "retry";
  if (from.kind === "consumer" && to.kind === "database") return "write";
  return kinds[0];
}

function linkId(links: Readonly<Record<string, unknown>>, source: string, target: string): string {
  const stem = `${source}>${target}`.slice(0, 120);
  if (!Object.hasOwn(links, stem)) return stem;
  for (let n = 2; ; n++) if (!Object.hasOwn(links, `${stem}.${n}`)) return `${stem}.${n}`;
}

/** Adds the step by which a service uses a new link. */
function addStepFor(draft: Design, source: string, target: string, kind: LinkKind): void {
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
