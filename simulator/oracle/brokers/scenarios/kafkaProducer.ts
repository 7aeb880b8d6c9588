import type { BrokerScenario, Parameters } from "../BrokerScenario.ts";

/** Apache Kafka: what the producer's client does with what it cannot send yet. */

/** Record A is lost on its way, B follows while A waits to be sent again. */
const retryReorders = (name: string, publisher: Parameters, deliveries: string) => ({
  name,
  channels: { t: { kind: "stream" as const, groups: { g: {} } } },
  publisher,
  clients: { C: { reads: "t", group: "g", handler: { seconds: 0 } } },
  steps: [
    { wait: 10 },
    { loseRequestsOf: "t", seconds: 1 },
    { publish: "A", to: "t", byProducer: true },
    { wait: 2 },
    { publish: "B", to: "t", byProducer: true },
    { wait: 60 },
  ],
  expected: { deliveries: { C: deliveries } },
});

export const kafkaProducerScenarios: readonly BrokerScenario[] = [
  {
    id: "KAF-10",
    title: "A retry reorders",
    runs: [
      retryReorders("idempotent, 5 in flight", {}, "A,B"),
      retryReorders("not idempotent, 5 in flight", { "enable.idempotence": false }, "B,A"),
      retryReorders(
        "not idempotent, 1 in flight",
        { "enable.idempotence": false, "max.in.flight.requests.per.connection": 1 },
        "A,B",
      ),
    ],
  },
  {
    id: "KAF-17",
    title: "Producer buffer",
    runs: [
      {
        name: "10 MiB/s, the partition has no leader",
        nodes: 1,
        channels: { t: { kind: "stream" as const, groups: { g: {} } } },
        steps: [
          { killLeaderOf: "t" },
          { publish: "r", to: "t", byProducer: true, bytes: 1_048_576, count: 631, every: 0.1 },
          { see: { lost: { "client-buffer-full": 0 } } },
          { at: 63.25 },
          { see: { lost: { "client-buffer-full": 1, "publisher-gave-up": 0 } } },
          { at: 119.99 },
          { see: { lost: { "publisher-gave-up": 0 } } },
          { at: 120.05 },
        ],
        expected: { lost: { "publisher-gave-up": 1 } },
      },
    ],
  },
].map((each) => ({ ...each, broker: "kafka", basis: "documented" as const }));
