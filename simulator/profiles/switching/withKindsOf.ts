import type { SystemText } from "../../model/index.ts";
import { generic } from "../brokers/generic.ts";
import { lowerSystem } from "../lowerSystem.ts";
import { convertChannels } from "./convertChannels.ts";
import { asJson, copyOf, isJson, type Json } from "./json.ts";

/** A channel that has another kind on another product. */
export interface KindChange {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** Channels that have another kind in a second system. */
export function kindChanges(first: SystemText, second: SystemText): KindChange[] {
  const others = asJson(second.nodes);
  return Object.entries(asJson(first.nodes)).flatMap(([id, node]) => {
    const [from, to] = [asJson(node).kind, asJson(others[id]).kind];
    return to === undefined || from === to ? [] : [{ id, from: String(from), to: String(to) }];
  });
}

/**
 * A system with nothing changed but the kinds of its channels, which become those of another one: all
 * else is as its own brokers make it, as far as the new kinds know it.
 * @returns undefined when a channel cannot become what it is there
 */
export function withKindsOf(other: SystemText, own: SystemText): SystemText | undefined {
  const changes = kindChanges(own, other);
  const system = copyOf(lowerSystem(own)) as Json;
  const nodes = asJson(system.nodes);
  for (const id of Object.keys(nodes)) {
    const change = changes.find((each) => asJson(nodes[each.id]).broker === id);
    if (change === undefined) continue;
    const forms = change.to === "stream" ? (["stream"] as const) : (["topic", "queue"] as const);
    convertChannels(system, id, { ...generic, forms });
  }
  const isDone = changes.every(({ id, to }) => asJson(nodes[id]).kind === to);
  return isDone ? spelledOut(system) : undefined;
}

/** All is said in primitives: no product is to say it again. */
function spelledOut(system: Json): SystemText {
  for (const node of Object.values(asJson(system.nodes)).filter(isJson)) {
    if (node.kind === "broker") {
      node.profile = "generic";
      delete node.version;
      delete node.setAside;
    }
    const parts = [node, node.publisher, ...Object.values(asJson(node.subscriptions))];
    for (const part of parts.filter(isJson)) delete part.parameters;
  }
  return system as SystemText;
}
