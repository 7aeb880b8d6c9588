import type { NodeTypes } from "@xyflow/react";
import type { NodeKind } from "../../../simulator/index.ts";
import { BrokerNode } from "./BrokerNode.tsx";
import { ConsumerNode } from "./ConsumerNode.tsx";
import { DatabaseNode } from "./DatabaseNode.tsx";
import { DependencyNode } from "./DependencyNode.tsx";
import { EndpointNode } from "./EndpointNode.tsx";
import { NoteNode } from "./NoteNode.tsx";
import { ProducerNode } from "./ProducerNode.tsx";
import { QueueNode } from "./QueueNode.tsx";
import { RegistryNode } from "./RegistryNode.tsx";
import { SagaNode } from "./SagaNode.tsx";
import { StreamNode } from "./StreamNode.tsx";
import { TopicNode } from "./TopicNode.tsx";
import { ZoneNode } from "./ZoneNode.tsx";

/** The face of each kind of node; a kind without one does not compile. */
export const nodeTypes = {
  producer: ProducerNode,
  endpoint: EndpointNode,
  broker: BrokerNode,
  queue: QueueNode,
  topic: TopicNode,
  stream: StreamNode,
  consumer: ConsumerNode,
  saga: SagaNode,
  database: DatabaseNode,
  dependency: DependencyNode,
  registry: RegistryNode,
  zone: ZoneNode,
  note: NoteNode,
} satisfies Record<NodeKind | "note", NodeTypes[string]>;
