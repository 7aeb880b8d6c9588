import type { Step } from "../../../simulator/index.ts";
import type { Analysis } from "../Analysis.ts";

/** Ways out of a node that its steps and settings take: kind of link and target. */
const usesBySystem = new WeakMap<Analysis, Set<string>>();

/** Whether something ever goes along a link; of kinds that need no step it is taken for granted. */
export function isLinkUsed(analysis: Analysis, id: string): boolean {
  const link = analysis.system.links[id];
  if (!link) return true;
  const source = analysis.system.nodes[link.source];
  switch (link.kind) {
    case "retry":
      return source?.kind === "consumer" && source.retry.mode === "retry-channel";
    case "publish":
    case "call":
      if (source?.kind === "producer")
        return link.messages?.some((message) => Object.hasOwn(source.messages, message)) ?? true;
      return usesOf(analysis).has(key(link.kind, link.source, link.target));
    case "read":
    case "write": {
      const uses = usesOf(analysis);
      const isWritten = uses.has(key("write", link.source, link.target));
      return isWritten || uses.has(key("read", link.source, link.target));
    }
    default:
      return true;
  }
}

function key(kind: string, source: string, target: string): string {
  return `${kind}\0${source}\0${target}`;
}

function usesOf(analysis: Analysis): Set<string> {
  const known = usesBySystem.get(analysis);
  if (known) return known;
  const uses = new Set<string>();
  for (const { node, visits } of analysis.handlers)
    for (const { step } of visits) ofStep(analysis, uses, node, step);
  for (const [id, node] of analysis.nodes) {
    if (node.kind === "consumer" && typeof node.deduplication?.store === "object")
      uses.add(key("write", id, node.deduplication.store.database));
    if (node.kind === "saga") ofSaga(analysis, uses, id, node);
  }
  usesBySystem.set(analysis, uses);
  return uses;
}

function ofStep(analysis: Analysis, uses: Set<string>, node: string, step: Step): void {
  switch (step.do) {
    case "call":
      uses.add(key("call", node, step.to));
      break;
    case "read":
      uses.add(key("read", node, step.from));
      break;
    case "write":
      uses.add(key("write", node, step.to));
      break;
    case "reply":
      if (step.to !== undefined) uses.add(key("publish", node, step.to));
      else publishes(analysis, uses, node, undefined);
      break;
    case "window":
      publishes(analysis, uses, node, step.to);
      break;
    case "await":
      if (step.store !== undefined) uses.add(key("write", node, step.store));
      break;
    case "publish": {
      const outbox = typeof step.via === "object" ? step.via.outbox : undefined;
      if (outbox !== undefined) uses.add(key("write", node, outbox));
      publishes(analysis, uses, outbox ?? node, step.to);
      break;
    }
    default:
      break;
  }
}

/** Without a channel a publication takes the one publish link; a reply may take any. */
function publishes(
  { links }: Analysis,
  uses: Set<string>,
  source: string,
  to: string | undefined,
): void {
  const targets = to === undefined ? links.from(source, "publish").map((l) => l.target) : [to];
  for (const target of targets) uses.add(key("publish", source, target));
}

function ofSaga(
  analysis: Analysis,
  uses: Set<string>,
  id: string,
  saga: Extract<Analysis["nodes"][number][1], { kind: "saga" }>,
): void {
  if (typeof saga.persistence === "object") uses.add(key("write", id, saga.persistence.database));
  for (const step of saga.steps) {
    if (step.command !== undefined) publishes(analysis, uses, id, step.to);
    if (step.compensation?.command !== undefined)
      publishes(analysis, uses, id, step.compensation.to);
  }
}
