import type { BrokerProfile } from "../../simulator/index.ts";

/** How a broker is spoken to, in AsyncAPI's words. */
export interface Protocol {
  protocol: string;
  protocolVersion?: string;
  /** Usual port, for the placeholder of a host that the design does not name. */
  port?: number;
  /** Key under `bindings`, where the standard has bindings that say something. */
  binding?: "kafka" | "amqp" | "sqs" | "sns" | "nats" | "pulsar";
}

const KAFKA: Protocol = { protocol: "kafka", port: 9092, binding: "kafka" };

export const PROTOCOLS: Readonly<Record<BrokerProfile, Protocol>> = {
  generic: { protocol: "x-generic" },
  kafka: KAFKA,
  redpanda: KAFKA,
  rabbitmq: { protocol: "amqp", protocolVersion: "0.9.1", port: 5672, binding: "amqp" },
  sqs: { protocol: "sqs", binding: "sqs" },
  sns: { protocol: "sns", binding: "sns" },
  kinesis: { protocol: "kinesis" },
  pubsub: { protocol: "googlepubsub" },
  "redis-streams": { protocol: "redis", port: 6379 },
  nats: { protocol: "nats", port: 4222, binding: "nats" },
  jetstream: { protocol: "nats", port: 4222 },
  pulsar: { protocol: "pulsar", port: 6650, binding: "pulsar" },
  eventbridge: { protocol: "eventbridge" },
  "service-bus": { protocol: "amqp", protocolVersion: "1.0.0", port: 5671 },
  webhook: { protocol: "https" },
  "in-process": { protocol: "x-in-process" },
};

/** The version of each binding that the AsyncAPI parser accepts. */
export const BINDING_VERSIONS = {
  kafka: "0.5.0",
  amqp: "0.3.0",
  sqs: "0.2.0",
  sns: "0.1.0",
  nats: "0.1.0",
  pulsar: "0.1.0",
  http: "0.3.0",
} as const;
