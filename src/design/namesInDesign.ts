import type { NodeKind } from "../../simulator/index.ts";
import type { Design } from "./DesignFile.ts";
import { titleOfNode } from "./nodeFace.ts";

/** Names that a field may take: as they stand in the file, and on the screen. */
export type Names = readonly { value: string; label: string }[];

const CHANNELS: readonly NodeKind[] = ["queue", "topic", "stream"];
const MESSAGE_FIELDS = ["message", "messages", "emits", "withdraws"];
const KEY_FIELDS = ["key", "by", "idempotencyKey", "correlation"];

/** Kinds of nodes that a field names, where the name of the field alone says it. */
const NODE_FIELDS: Record<string, readonly NodeKind[]> = {
  broker: ["broker"],
  zone: ["zone"],
  within: ["zone"],
};

/** Kinds of nodes that a step names. */
const STEP_FIELDS: Record<string, Record<string, readonly NodeKind[]>> = {
  call: { to: ["dependency", "endpoint"] },
  read: { from: ["database"] },
  write: { to: ["database"] },
  publish: { to: CHANNELS },
  reply: { to: CHANNELS },
  cancel: { in: CHANNELS },
  await: { from: CHANNELS },
  window: { to: CHANNELS },
};

function nodesOf(design: Design, kinds: readonly NodeKind[]): Names {
  return Object.entries(design.system?.nodes ?? {})
    .filter(([, node]) => kinds.includes(node.kind))
    .map(([id, node]) => ({ value: id, label: titleOfNode(id, node) }));
}

const plain = (names: Record<string, unknown> | undefined): Names =>
  Object.keys(names ?? {}).map((name) => ({ value: name, label: name }));

/**
 * The names that a field may take.
 * @param owner what the field belongs to: a kind of node, link or step
 * @returns undefined where any text may stand
 */
export function namesInDesign(design: Design, owner: string, field: string): Names | undefined {
  const kinds = STEP_FIELDS[owner]?.[field] ?? NODE_FIELDS[field];
  if (kinds) return nodesOf(design, kinds);
  if (MESSAGE_FIELDS.includes(field)) return plain(design.system?.messageTypes);
  if (KEY_FIELDS.includes(field)) return plain(design.system?.keys);
  return undefined;
}
