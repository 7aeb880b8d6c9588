import type { BrokerScenario, Inexpressible } from "./BrokerScenario.ts";
import { kafkaInexpressible, kafkaScenarios } from "./scenarios/kafka.ts";
import { rabbitmqInexpressible, rabbitmqScenarios } from "./scenarios/rabbitmq.ts";

/** Scenarios of all brokers, in the order of their ids. */
export const SCENARIOS: readonly BrokerScenario[] = [...kafkaScenarios, ...rabbitmqScenarios];

/** Scenarios, or runs of one, that the engine cannot carry out, with the reason. */
export const INEXPRESSIBLE: readonly Inexpressible[] = [
  ...kafkaInexpressible,
  ...rabbitmqInexpressible,
];
