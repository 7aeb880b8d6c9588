import { Broker, Registry, Zone } from "./broker.ts";
import { Queue, Stream, Topic } from "./channel.ts";
import { Database, Dependency } from "./dependency.ts";
import { Producer } from "./producer.ts";
import { Saga } from "./saga.ts";
import { Consumer, Endpoint } from "./service.ts";
import { z } from "./zod.ts";

/** The schema of each kind of node: the one table from which the page and the engine go. */
export const NODE_SCHEMAS = {
  producer: Producer,
  endpoint: Endpoint,
  broker: Broker,
  queue: Queue,
  topic: Topic,
  stream: Stream,
  consumer: Consumer,
  saga: Saga,
  database: Database,
  dependency: Dependency,
  registry: Registry,
  zone: Zone,
} as const;

/** Kinds of nodes. */
export type NodeKind = keyof typeof NODE_SCHEMAS;
export const NODE_KINDS = Object.keys(NODE_SCHEMAS) as readonly NodeKind[];

/** A node of the system. */
export const SystemNode = z.discriminatedUnion("kind", [
  Producer,
  Endpoint,
  Broker,
  Queue,
  Topic,
  Stream,
  Consumer,
  Saga,
  Database,
  Dependency,
  Registry,
  Zone,
]);
export type SystemNode = z.output<typeof SystemNode>;
export type SystemNodeText = z.input<typeof SystemNode>;
/** A node of one kind. */
export type NodeOf<K extends NodeKind> = Extract<SystemNode, { kind: K }>;
/** A node of one kind as it stands in the file. */
export type NodeTextOf<K extends NodeKind> = Extract<SystemNodeText, { kind: K }>;

/** Whether messages can be stored in nodes of this kind. */
export function isChannel(kind: NodeKind): kind is "queue" | "topic" | "stream" {
  return kind === "queue" || kind === "topic" || kind === "stream";
}
