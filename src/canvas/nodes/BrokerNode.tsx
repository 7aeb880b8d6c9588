import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import type { BrokerProfile } from "../../../simulator/index.ts";
import type { FaceNode } from "../projection/NodeProjection.ts";
import styles from "./Container.module.css";
import { Container } from "./Container.tsx";

const PRODUCTS: Record<BrokerProfile, string> = {
  generic: "",
  kafka: "Kafka",
  redpanda: "Redpanda",
  rabbitmq: "RabbitMQ",
  sqs: "SQS",
  sns: "SNS",
  kinesis: "Kinesis",
  pubsub: "Pub/Sub",
  "redis-streams": "Redis Streams",
  nats: "NATS",
  jetstream: "JetStream",
  pulsar: "Pulsar",
  eventbridge: "EventBridge",
  "service-bus": "Service Bus",
  webhook: "webhooks",
  "in-process": "in process",
};
const MOST_SQUARES = 9;

export const BrokerNode = memo(function BrokerNode({
  id,
  data,
  selected,
}: NodeProps<FaceNode<"broker">>) {
  const { profile, version, nodes } = data.node;
  const product = [PRODUCTS[profile], version].filter(Boolean).join(" ");
  return (
    <Container
      id={id}
      name={data.name}
      kindName="broker"
      icon="broker"
      tone="channel"
      isDashed={false}
      isSelected={selected}
      isFocused={data.isFocused}
      isCollapsed={data.isCollapsed}
      members={data.members}
    >
      {product !== data.name && product}
      <span>{nodes === 1 ? "1 node" : `${nodes} nodes`}</span>
      <span className={styles.squares}>
        {Array.from({ length: Math.min(nodes, MOST_SQUARES) }, (_, node) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a broker node is its number.
          <i key={node} />
        ))}
      </span>
    </Container>
  );
});
