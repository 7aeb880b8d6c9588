import type { StepText } from "../../../simulator/index.ts";
import { mapHandlers, type NodeDraft } from "./steps.ts";

/** The new id of a node. */
export type NewId = (id: string) => string;

/** Lets everything in a node that names another node name it by its new id. */
export function renameWithin(node: NodeDraft, newId: NewId): void {
  if (node.zone !== undefined) node.zone = newId(node.zone);
  if ("broker" in node && node.broker !== undefined) node.broker = newId(node.broker);
  mapHandlers(node, (step) => renamedStep(step, newId));
  switch (node.kind) {
    case "zone":
      if (node.latency)
        node.latency = Object.fromEntries(
          Object.entries(node.latency).map(([id, latency]) => [newId(id), latency]),
        );
      break;
    case "broker":
      if (node.nodeZones) node.nodeZones = node.nodeZones.map(newId);
      break;
    case "database":
      if (node.readModel?.of !== undefined) node.readModel.of = newId(node.readModel.of);
      break;
    case "consumer":
      if (typeof node.deduplication?.store === "object")
        node.deduplication.store.database = newId(node.deduplication.store.database);
      break;
    case "saga":
      if (typeof node.persistence === "object")
        node.persistence.database = newId(node.persistence.database);
      for (const step of node.steps) {
        if (step.to !== undefined) step.to = newId(step.to);
        if (step.compensation?.to !== undefined) step.compensation.to = newId(step.compensation.to);
      }
      break;
    default:
      break;
  }
}

function renamedStep(step: StepText, newId: NewId): StepText {
  switch (step.do) {
    case "call":
    case "write":
      return { ...step, to: newId(step.to) };
    case "read":
      return { ...step, from: newId(step.from) };
    case "publish": {
      const next = step.to === undefined ? { ...step } : { ...step, to: newId(step.to) };
      return typeof next.via === "object"
        ? { ...next, via: { ...next.via, outbox: newId(next.via.outbox) } }
        : next;
    }
    case "cancel":
      return { ...step, in: newId(step.in) };
    case "reply":
    case "window":
      return step.to === undefined ? step : { ...step, to: newId(step.to) };
    case "await":
      return {
        ...step,
        ...(step.from !== undefined && { from: newId(step.from) }),
        ...(step.store !== undefined && { store: newId(step.store) }),
      };
    default:
      return step;
  }
}
