import type { BrokerScenario, Inexpressible } from "./BrokerScenario.ts";
import { kafkaInexpressible, kafkaScenarios } from "./scenarios/kafka.ts";
import { kafkaProducerScenarios } from "./scenarios/kafkaProducer.ts";
import { rabbitmqInexpressible, rabbitmqScenarios } from "./scenarios/rabbitmq.ts";
import { rabbitmqNodeScenarios } from "./scenarios/rabbitmqNodes.ts";
import { redisStreamsInexpressible, redisStreamsScenarios } from "./scenarios/redisStreams.ts";
import { sqsInexpressible, sqsScenarios } from "./scenarios/sqs.ts";

/** Scenarios of all brokers, in the order of their ids. */
export const SCENARIOS: readonly BrokerScenario[] = [
  ...kafkaScenarios,
  ...kafkaProducerScenarios,
  ...rabbitmqScenarios,
  ...rabbitmqNodeScenarios,
  ...sqsScenarios,
  ...redisStreamsScenarios,
];

/** Scenarios, or runs of one, that the engine cannot carry out, with the reason. */
export const INEXPRESSIBLE: readonly Inexpressible[] = [
  ...kafkaInexpressible,
  ...rabbitmqInexpressible,
  ...sqsInexpressible,
  ...redisStreamsInexpressible,
];
