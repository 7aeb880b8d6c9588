import { type ParsedDesign, parseDesign } from "../design/index.ts";
import { FIRST_EXAMPLE, fetchExampleText } from "./exampleText.ts";

/** A design that ships with the app. */
export interface Example {
  file: string;
  name: string;
  /** What it teaches, in one line. */
  teaches: string;
  /** Whether it shows what goes wrong, or how something is built. */
  kind: "failure" | "pattern";
  /** Other words under which it is looked for: brokers, patterns, failures. */
  words: string;
}

/** The examples that ship, in the order in which they are shown. */
export const EXAMPLES: readonly Example[] = [
  {
    file: FIRST_EXAMPLE,
    name: "Order processing",
    teaches: "A crash gives back what was not acknowledged: cards charged twice",
    kind: "pattern",
    words: "rabbitmq kafka choreography topic exchange log crash duplicate redelivery dead letter",
  },
  {
    file: "order-saga-orchestrated.sluice.json",
    name: "Order saga, orchestrated",
    teaches: "A coordinator that remembers: crashes and refusals leave no order stuck",
    kind: "pattern",
    words: "saga orchestration coordinator compensation timeout pivot commands replies",
  },
  {
    file: "order-saga-both-ways.sluice.json",
    name: "Order saga, both ways",
    teaches: "The same two faults: nobody leads and some are stuck, or all end",
    kind: "pattern",
    words:
      "saga choreography orchestration compare compensation stuck timeout outage kafka rabbitmq",
  },
  {
    file: "dual-write-and-outbox.sluice.json",
    name: "Dual write versus outbox",
    teaches: "A crash between two writes: orders unheard of, orders that are not",
    kind: "pattern",
    words: "transactional outbox relay dual write phantom lost crash database",
  },
  {
    file: "sync-chain-versus-events.sluice.json",
    name: "Synchronous chain versus events",
    teaches: "2.4 s and 98 % served, or 0.2 s and all of them",
    kind: "pattern",
    words: "synchronous asynchronous latency availability 202 accepted chain http",
  },
  {
    file: "webhook-idempotent-crediting.sluice.json",
    name: "Payment webhook, credited once",
    teaches: "A slow answer is asked for again: credited twice, or recognized",
    kind: "pattern",
    words: "webhook idempotency deduplication inbox payment timeout duplicate",
  },
  {
    file: "work-queue-poison.sluice.json",
    name: "Work queue with poison messages",
    teaches: "One bad message in 500, five deliveries, one dead-letter queue",
    kind: "failure",
    words: "rabbitmq quorum queue poison delivery limit dead letter dlq retry",
  },
  {
    file: "sqs-visibility-timeout.sluice.json",
    name: "Visibility timeout too short",
    teaches: "Nothing fails, and yet work is done twice",
    kind: "failure",
    words: "sqs aws lease visibility timeout duplicate thumbnails",
  },
  {
    file: "hot-keys-fan-out.sluice.json",
    name: "Fan-out with hot keys",
    teaches: "One partition fills while the others idle; instances do not help",
    kind: "failure",
    words: "kafka stream partition hot key skew zipf lag consumer group",
  },
  {
    file: "rebalance-storm.sluice.json",
    name: "Kafka rebalance storm",
    teaches: "A deploy stops an eager group; a cooperative one reads on",
    kind: "failure",
    words: "kafka rebalance eager cooperative sticky rolling deploy consumer group lag",
  },
  {
    file: "event-sourced-account.sluice.json",
    name: "Event-sourced account, read model",
    teaches: "Screens that are ahead of the projection; a rebuild; version conflicts",
    kind: "pattern",
    words: "event sourcing cqrs projection staleness read your own write snapshot rebuild",
  },
  {
    file: "schema-breaking-deploy.sluice.json",
    name: "Schema-breaking deploy",
    teaches: "A renamed field fills the dead letters, unless consumers go first",
    kind: "failure",
    words: "schema registry version compatibility rolling deploy poison dead letter contract",
  },
  {
    file: "retry-storm.sluice.json",
    name: "Retry storm, jitter, circuit breaker",
    teaches: "Twenty slow seconds: one team never recovers, the other loses nothing",
    kind: "failure",
    words: "retry storm metastable backoff jitter circuit breaker bulkhead budget",
  },
  {
    file: "iot-burst.sluice.json",
    name: "IoT burst with back-pressure",
    teaches: "Dropped when full, or held back: what is lost against how late it is",
    kind: "failure",
    words: "iot burst overflow backpressure drop bounded queue telemetry",
  },
  {
    file: "distributed-monolith.sluice.json",
    name: "Event-driven distributed monolith",
    teaches: "A queue that decouples nothing: the smallest service stops every order",
    kind: "failure",
    words: "distributed monolith coupling chain synchronous calls outage lint",
  },
];

/**
 * Reads an example from the page's own origin.
 * @param text where its text has been asked for already
 */
export async function fetchExample(
  file: string,
  text: Promise<string> = fetchExampleText(file),
): Promise<ParsedDesign> {
  try {
    return parseDesign(await text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The example ${file} could not be read: ${reason}`;
    return { ok: false, problems: [{ path: "$", message }] };
  }
}
