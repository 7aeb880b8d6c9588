import type { NodeKind } from "../../simulator/index.ts";

/** Families of nodes, told apart by a faint hue of the icon. */
export type NodeFamily = "source" | "channel" | "service" | "store" | "note";

/** How a node is shown wherever it is named: its icon, its family, and what it is called. */
export interface NodeFace {
  icon: NodeKind | "dlq";
  family: NodeFamily;
  /** The kind in words: "Consumer", "Dead letters". */
  title: string;
}

const FACES: Record<NodeKind, NodeFace> = {
  producer: { icon: "producer", family: "source", title: "Producer" },
  endpoint: { icon: "endpoint", family: "source", title: "Endpoint" },
  broker: { icon: "broker", family: "channel", title: "Broker" },
  queue: { icon: "queue", family: "channel", title: "Queue" },
  topic: { icon: "topic", family: "channel", title: "Topic" },
  stream: { icon: "stream", family: "channel", title: "Stream" },
  consumer: { icon: "consumer", family: "service", title: "Consumer" },
  saga: { icon: "saga", family: "service", title: "Saga" },
  database: { icon: "database", family: "store", title: "Database" },
  dependency: { icon: "dependency", family: "store", title: "Dependency" },
  registry: { icon: "registry", family: "store", title: "Registry" },
  zone: { icon: "zone", family: "note", title: "Zone" },
};

const DEAD_LETTERS: NodeFace = { icon: "dlq", family: "channel", title: "Dead letters" };

/** The face of a node; a channel for dead letters has one of its own. */
export function faceOfNode(node: { kind: NodeKind; role?: string | undefined }): NodeFace {
  return node.role === "dead-letter" ? DEAD_LETTERS : FACES[node.kind];
}

/** A node's name on the screen: its own, or its id. */
export function titleOfNode(id: string, node: { name?: string | undefined } | undefined): string {
  return node?.name ?? id;
}
