import {
  type LinkKind,
  type ObjectiveText,
  type StepText,
  targetsOfFault,
} from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";
import { mapHandlers, type NodeDraft, stepsOf } from "./steps.ts";
import { systemOf } from "./systemOf.ts";

/**
 * Removes nodes and links, and with them what has no meaning without them: links that lose an end,
 * steps that use a link which goes, faults and objectives aimed at them, places in containers.
 */
export function remove(draft: Design, nodes: readonly string[], links: readonly string[]): void {
  const system = systemOf(draft);
  const goneNodes = new Set(nodes);
  const goneLinks = new Set(links);
  for (const [id, link] of Object.entries(system.links)) {
    if (goneNodes.has(link.source) || goneNodes.has(link.target)) goneLinks.add(id);
  }
  const cut = [...goneLinks].flatMap((id) => system.links[id] ?? []);
  for (const id of goneLinks) delete system.links[id];
  for (const id of goneNodes) {
    delete system.nodes[id];
    delete draft.layout?.nodes?.[id];
  }
  for (const link of cut) removeSteps(draft, link.source, link.target);
  for (const node of Object.values(system.nodes)) forget(node, goneNodes);
  leavePicture(draft, goneNodes);
  removeAims(draft, goneNodes, goneLinks);
}

function isGone(id: string | undefined, gone: ReadonlySet<string>): boolean {
  return id !== undefined && gone.has(id);
}

/** Containers that are gone are collapsed no longer. */
function leavePicture(draft: Design, gone: ReadonlySet<string>): void {
  const left = draft.layout?.collapsed?.filter((id) => !gone.has(id));
  if (!draft.layout || !left || left.length === draft.layout.collapsed?.length) return;
  if (left.length > 0) draft.layout.collapsed = left;
  else delete draft.layout.collapsed;
}

function leaveContainers(node: NodeDraft, gone: ReadonlySet<string>): void {
  if (node.zone !== undefined && gone.has(node.zone)) delete node.zone;
  if ("broker" in node && node.broker !== undefined && gone.has(node.broker)) delete node.broker;
  if (node.kind === "zone" && node.latency) for (const id of gone) delete node.latency[id];
  if (node.kind === "broker" && node.nodeZones?.some((id) => gone.has(id))) delete node.nodeZones;
  if (node.kind === "database" && node.readModel?.of !== undefined && gone.has(node.readModel.of))
    delete node.readModel.of;
  if (
    node.kind === "consumer" &&
    typeof node.deduplication?.store === "object" &&
    gone.has(node.deduplication.store.database)
  ) {
    delete node.deduplication;
  }
  if (
    node.kind === "saga" &&
    typeof node.persistence === "object" &&
    gone.has(node.persistence.database)
  )
    delete node.persistence;
}

/** Removes the steps by which nodes used a link between two neighbors, if no other link serves them. */
export function removeSteps(draft: Design, source: string, target: string): void {
  const { nodes } = systemOf(draft);
  for (const [id, node] of Object.entries(nodes)) {
    mapHandlers(node, (step) =>
      uses(step, id, source, target) && !isServed(draft, step, id, source, target)
        ? undefined
        : step,
    );
    if (node.kind !== "saga" || id !== source || isLinkedBy(draft, source, target, ["publish"]))
      continue;
    for (const step of node.steps) {
      if (step.to === target) delete step.to;
      if (step.compensation?.to === target) delete step.compensation.to;
    }
  }
}

/** Whether a link that is there does what a step needs. */
function isServed(
  draft: Design,
  step: StepText,
  node: string,
  source: string,
  target: string,
): boolean {
  switch (step.do) {
    case "call":
      return isLinkedBy(draft, source, target, ["call"]);
    case "write":
      return isLinkedBy(draft, source, target, ["write"]);
    case "read":
      return isLinkedBy(draft, source, target, ["read", "write"]);
    case "publish": {
      const outbox = typeof step.via === "object" ? step.via.outbox : undefined;
      if (outbox !== undefined && !isLinkedBy(draft, node, outbox, ["write"])) return false;
      return isLinkedBy(draft, outbox ?? node, step.to, ["publish"]);
    }
    default:
      return isLinkedBy(draft, source, target, ["publish"]);
  }
}

/** Whether a link of one of these kinds leads from a node to another, or to any. */
function isLinkedBy(
  draft: Design,
  source: string,
  target: string | undefined,
  kinds: readonly LinkKind[],
): boolean {
  return Object.values(systemOf(draft).links).some(
    (link) =>
      link.source === source &&
      (target === undefined || link.target === target) &&
      kinds.includes(link.kind),
  );
}

/** Whether a step of `node` is how the link from `source` to `target` is used. */
export function uses(step: StepText, node: string, source: string, target: string): boolean {
  switch (step.do) {
    case "publish": {
      const outbox = typeof step.via === "object" ? step.via.outbox : undefined;
      if (node === source && outbox === target) return true;
      return (outbox ?? node) === source && (step.to === undefined || step.to === target);
    }
    case "call":
    case "write":
      return node === source && step.to === target;
    case "read":
      return node === source && step.from === target;
    case "reply":
      return node === source && step.to === target;
    case "window":
      return node === source && step.to === target;
    default:
      return false;
  }
}

/** Takes the names of nodes that are gone out of what is left. */
function forget(node: NodeDraft, gone: ReadonlySet<string>): void {
  mapHandlers(node, (step) => {
    if (step.do === "cancel" && gone.has(step.in)) return undefined;
    if (step.do !== "await" || (!isGone(step.from, gone) && !isGone(step.store, gone))) return step;
    const { from, store, ...rest } = step;
    return {
      ...rest,
      ...(from !== undefined && !isGone(from, gone) && { from }),
      ...(store !== undefined && !isGone(store, gone) && { store }),
    };
  });
  leaveContainers(node, gone);
}

/** Removes faults and objectives whose target is gone. */
function removeAims(draft: Design, nodes: ReadonlySet<string>, links: ReadonlySet<string>): void {
  for (const scenario of Object.values(draft.scenarios ?? {})) {
    for (const [id, fault] of Object.entries(scenario.faults ?? {})) {
      const aims = targetsOfFault(fault);
      if (
        aims.nodes.some((node) => nodes.has(node)) ||
        aims.links.some((link) => links.has(link))
      ) {
        delete scenario.faults?.[id];
      }
    }
  }
  const effects = new Set(
    Object.values(systemOf(draft).nodes)
      .flatMap(stepsOf)
      .flatMap(({ effect }) => effect ?? []),
  );
  for (const [id, objective] of Object.entries(draft.objectives ?? {})) {
    const aimed = [
      "node" in objective ? objective.node : undefined,
      "channel" in objective ? objective.channel : undefined,
      "saga" in objective ? objective.saga : undefined,
      "database" in objective ? objective.database : undefined,
      objective.objective === "latency" && "node" in objective.of ? objective.of.node : undefined,
    ];
    const isAimless =
      aimed.some((node) => node !== undefined && nodes.has(node)) ||
      effectsNamed(objective).some((effect) => !effects.has(effect));
    if (isAimless) delete draft.objectives?.[id];
  }
}

/** The effects that an objective speaks of. */
function effectsNamed(objective: ObjectiveText): string[] {
  return [
    ...("effect" in objective && objective.effect !== undefined ? [objective.effect] : []),
    ...("after" in objective && typeof objective.after === "string" ? [objective.after] : []),
    ...(objective.objective === "invariant" ? [...objective.left, ...objective.right] : []),
  ];
}
