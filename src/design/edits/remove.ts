import { type StepText, targetsOfFault } from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";
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
  for (const link of cut) {
    if (stillLinked(draft, link.source, link.target)) continue;
    removeSteps(draft, link.source, link.target);
  }
  for (const node of Object.values(system.nodes)) leaveContainers(node, goneNodes);
  removeAims(draft, goneNodes, goneLinks);
}

function stillLinked(draft: Design, source: string, target: string): boolean {
  return Object.values(systemOf(draft).links).some(
    (link) => link.source === source && link.target === target,
  );
}

type NodeDraft = ReturnType<typeof systemOf>["nodes"][string];

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

/** Removes the steps of a node that lead to a neighbor which is no longer linked. */
function removeSteps(draft: Design, source: string, target: string): void {
  const { nodes } = systemOf(draft);
  for (const [id, node] of Object.entries(nodes)) {
    const keeps = (step: StepText) => !uses(step, id, source, target);
    if (node.kind === "endpoint") node.handler = filterSteps(node.handler, keeps);
    if (node.kind === "consumer") {
      for (const name of Object.keys(node.handlers)) {
        node.handlers[name] = filterSteps(node.handlers[name] ?? [], keeps);
      }
    }
    if (node.kind === "saga" && id === source) {
      for (const step of node.steps) {
        if (step.to === target) delete step.to;
        if (step.compensation?.to === target) delete step.compensation.to;
      }
    }
  }
}

function uses(step: StepText, node: string, source: string, target: string): boolean {
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
    case "cancel":
      return step.in === target;
    default:
      return false;
  }
}

function filterSteps(steps: readonly StepText[], keeps: (step: StepText) => boolean): StepText[] {
  return steps.filter(keeps).map((step) => {
    if (step.do === "branch") {
      const branch: StepText = {
        ...step,
        choices: step.choices.map((choice) => ({
          ...choice,
          steps: filterSteps(choice.steps, keeps),
        })),
      };
      if (step.otherwise) branch.otherwise = filterSteps(step.otherwise, keeps);
      return branch;
    }
    if (step.do === "await" && step.onTimeout)
      return { ...step, onTimeout: filterSteps(step.onTimeout, keeps) };
    return step;
  });
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
  for (const [id, objective] of Object.entries(draft.objectives ?? {})) {
    const aimed = [
      "node" in objective ? objective.node : undefined,
      "channel" in objective ? objective.channel : undefined,
      "saga" in objective ? objective.saga : undefined,
      "database" in objective ? objective.database : undefined,
      objective.objective === "latency" && "node" in objective.of ? objective.of.node : undefined,
    ];
    if (aimed.some((node) => node !== undefined && nodes.has(node))) delete draft.objectives?.[id];
  }
}
