import type { NodeKind, StepText } from "../../simulator/index.ts";
import type { Design } from "./DesignFile.ts";
import { titleOfNode } from "./nodeFace.ts";

/** Names that a field may take: as they stand in the file, and on the screen. */
export type Names = readonly { value: string; label: string }[];

const CHANNELS: readonly NodeKind[] = ["queue", "topic", "stream"];
const SERVICES: readonly NodeKind[] = ["consumer", "endpoint", "dependency", "producer", "saga"];
const ANY: readonly NodeKind[] = [
  ...CHANNELS,
  ...SERVICES,
  "database",
  "broker",
  "zone",
  "registry",
];
const MESSAGE_FIELDS = [
  "message",
  "messages",
  "emits",
  "withdraws",
  "withdrawals",
  "command",
  "starts",
  "completes",
  "fails",
  "begins",
  "guards",
  "reads",
  "writes",
  "versions",
];
const KEY_FIELDS = ["key", "by", "idempotencyKey", "effectKey", "correlation", "draws"];
const ATTRIBUTE_FIELDS = ["attribute", "attributes", "where"];

/** Kinds of nodes that a field names, where the name of the field alone says it. */
const NODE_FIELDS: Record<string, readonly NodeKind[]> = {
  broker: ["broker"],
  zone: ["zone"],
  nodeZones: ["zone"],
  within: ["zone"],
  database: ["database"],
  outbox: ["database"],
  store: ["database"],
  channel: CHANNELS,
  saga: ["saga"],
  node: SERVICES,
};

/** Kinds of nodes that a step, a saga or a node of one kind names. */
const OWN_FIELDS: Record<string, Record<string, readonly NodeKind[]>> = {
  call: { to: ["dependency", "endpoint"] },
  read: { from: ["database"] },
  write: { to: ["database"] },
  publish: { to: CHANNELS },
  reply: { to: CHANNELS },
  cancel: { in: CHANNELS },
  await: { from: CHANNELS },
  window: { to: CHANNELS },
  saga: { to: CHANNELS },
  database: { of: ["database"] },
  zone: { latency: ["zone"] },
};

function nodesOf(design: Design, kinds: readonly NodeKind[]): Names {
  return Object.entries(design.system?.nodes ?? {})
    .filter(([, node]) => kinds.includes(node.kind))
    .map(([id, node]) => ({ value: id, label: titleOfNode(id, node) }));
}

const named = (names: Iterable<string>): Names =>
  [...new Set(names)].map((name) => ({ value: name, label: name }));
const keysOf = (table: Record<string, unknown> | undefined): Names =>
  named(Object.keys(table ?? {}));

/**
 * The names that a field may take.
 * @param owner what the field belongs to: a kind of node, link, step or objective
 * @param field its key; `reads.OrderPlaced` for the versions of one message type
 * @returns undefined where any text may stand
 */
export function namesInDesign(design: Design, owner: string, field: string): Names | undefined {
  const { messageTypes, keys, attributes } = design.system ?? {};
  const [table, name] = field.split(/\.(.*)/s);
  if (name && table && ["reads", "writes", "versions"].includes(table)) {
    return keysOf(messageTypes?.[name]?.versions);
  }
  if (owner === "objective") {
    if (["from", "to"].includes(field)) return keysOf(messageTypes);
    if (["effect", "after", "left", "right"].includes(field)) return named(effectsOf(design));
  }
  if (owner === "scenario") {
    if (field === "link") return keysOf(design.system?.links);
    if (field === "target" || field === "node") return nodesOf(design, ANY);
    if (field === "from" || field === "to") return nodesOf(design, [...CHANNELS, "database"]);
  }
  if (owner === "fail" && field === "versions") {
    return named(
      Object.values(messageTypes ?? {}).flatMap((type) => Object.keys(type.versions ?? {})),
    );
  }
  if (owner === "messageType" && field === "from") return keysOf(attributes);
  const kinds = OWN_FIELDS[owner]?.[field] ?? NODE_FIELDS[field];
  if (kinds) return nodesOf(design, kinds);
  if (MESSAGE_FIELDS.includes(field)) return keysOf(messageTypes);
  if (KEY_FIELDS.includes(field)) return keysOf(keys);
  return ATTRIBUTE_FIELDS.includes(field) ? keysOf(attributes) : undefined;
}

/** Business effects that the handlers of a design have. */
function effectsOf(design: Design): string[] {
  const handlers = Object.values(design.system?.nodes ?? {}).flatMap((node) => {
    if (node.kind === "consumer") return Object.values(node.handlers);
    return node.kind === "endpoint" ? [node.handler] : [];
  });
  return handlers.flatMap((steps) => effectsOfSteps(steps));
}

function effectsOfSteps(steps: readonly StepText[]): string[] {
  return steps.flatMap((step) => {
    const inner =
      step.do === "branch"
        ? [...step.choices.flatMap((choice) => choice.steps), ...(step.otherwise ?? [])]
        : step.do === "await"
          ? (step.onTimeout ?? [])
          : [];
    return [...(step.effect ? [step.effect] : []), ...effectsOfSteps(inner)];
  });
}
