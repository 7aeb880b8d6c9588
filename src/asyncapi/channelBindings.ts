import { type Dimension, readQuantity, writeQuantity } from "../../simulator/index.ts";
import { isObject, type Json, type JsonObject } from "./AsyncApiDocument.ts";
import { type Fact, readFacts, valueAt, writeFacts } from "./fact.ts";
import { BINDING_VERSIONS, type Protocol } from "./protocols.ts";

/** What a binding is made of, besides the facts that can be read back from it. */
interface ChannelBinding {
  /** What the standard requires or others say; nothing when this channel cannot have the binding. */
  frame: (channel: JsonObject, around: Surroundings) => JsonObject | undefined;
  facts: (channel: JsonObject, around: Surroundings) => readonly Fact[];
}

/** What a binding says of a channel that stands elsewhere in the design. */
export interface Surroundings {
  address: string;
  /** Address of the channel that takes its dead letters. */
  deadLetterAddress?: string | undefined;
  /** Copies that its broker keeps. */
  replicas?: number | undefined;
}

const path = (text: string) => text.split("/");

/** A quantity of the design as a whole number of the broker's unit, within the broker's bounds. */
function quantity(
  at: string,
  to: string,
  dimension: Dimension,
  unit: number,
  [least, most]: [number, number] = [0, Number.MAX_SAFE_INTEGER],
): Fact {
  return {
    at: path(at),
    to: path(to),
    write: (value) => {
      if (typeof value !== "string") return undefined;
      const reading = readQuantity(dimension, value);
      if ("problem" in reading) return undefined;
      const whole = Math.round(reading.value / unit);
      const isWhole = Math.abs(reading.value / unit - whole) < 1e-6;
      return isWhole && whole >= least && whole <= most ? whole : undefined;
    },
    read: (value) =>
      typeof value === "number" && value >= 0 ? writeQuantity(dimension, value * unit) : undefined,
  };
}

/**
 * A value that both sides write alike. `usual` is what an absent value means; it is written too,
 * also in place of a value of another type, which no binding takes.
 */
function same(
  at: string,
  to: string,
  type: "boolean" | "number",
  usual?: boolean | number | undefined,
): Fact {
  return {
    at: path(at),
    to: path(to),
    write: (value) => (typeof value === type ? value : usual),
    read: (value) => (value === usual || typeof value !== type ? undefined : value),
  };
}

const EXCHANGE_TYPES: Record<string, string> = {
  fanout: "fanout",
  direct: "direct",
  pattern: "topic",
  headers: "headers",
};

const EXCHANGE_TYPE: Fact = {
  at: ["routing"],
  to: ["exchange", "type"],
  write: (routing) => EXCHANGE_TYPES[String(routing ?? "fanout")],
  read: (type) => {
    const routing = Object.keys(EXCHANGE_TYPES).find((key) => EXCHANGE_TYPES[key] === type);
    return routing === "fanout" ? undefined : routing;
  },
};

const KAFKA_FACTS: readonly Fact[] = [
  same("partitions", "partitions", "number", 1),
  quantity("retention/age", "topicConfiguration/retention.ms", "duration", 0.001),
  quantity("retention/size", "topicConfiguration/retention.bytes", "size", 1),
  quantity("maxMessageSize", "topicConfiguration/max.message.bytes", "size", 1),
];

/** Topic settings that Sluice has a word of its own for; its word is the one that counts. */
const KAFKA_OWN = ["retention.ms", "retention.bytes", "max.message.bytes", "cleanup.policy"];
/** Topic settings of which the binding demands a certain type. */
const KAFKA_TYPED = /^(delete\.retention\.ms$|confluent\.)/;

/** Every other parameter of a Kafka topic is one of its settings. */
function kafkaSettings(channel: JsonObject): readonly Fact[] {
  const parameters = valueAt(channel, ["parameters"]);
  const names = isObject(parameters) ? Object.keys(parameters) : [];
  return names.filter(isPlainSetting).map((name) => ({
    at: ["parameters", name],
    to: ["topicConfiguration", name],
    write: (value) => value,
    read: (value) => value,
  }));
}

function isPlainSetting(name: string): boolean {
  return !KAFKA_OWN.includes(name) && !KAFKA_TYPED.test(name) && !/^\$+ref$/.test(name);
}

/** How often SQS delivers a message; its redrive policy says it, so only a queue that has one can. */
const MAX_RECEIVE_COUNT = same("attempts/limit", "queue/redrivePolicy/maxReceiveCount", "number");

const sqsFacts = ({ address, deadLetterAddress }: Surroundings): readonly Fact[] => [
  ...(deadLetterAddress === undefined ? [] : [MAX_RECEIVE_COUNT]),
  same("parameters/FifoQueue", "queue/fifoQueue", "boolean", address.endsWith(".fifo")),
  quantity("delay", "queue/deliveryDelay", "duration", 1, [0, 900]),
  quantity("lease/timeout", "queue/visibilityTimeout", "duration", 1, [0, 43_200]),
  quantity("expiry/after", "queue/messageRetentionPeriod", "duration", 1, [60, 1_209_600]),
];

const AMQP_QUEUE_FACTS = ["durable", "exclusive", "autoDelete"].map((name) =>
  same(`parameters/${name}`, `queue/${name}`, "boolean"),
);
const AMQP_EXCHANGE_FACTS = [
  EXCHANGE_TYPE,
  ...["durable", "autoDelete"].map((name) =>
    same(`parameters/${name}`, `exchange/${name}`, "boolean"),
  ),
];

const CHANNEL_BINDINGS: Record<NonNullable<Protocol["binding"]>, ChannelBinding> = {
  kafka: {
    frame: (_channel, { replicas }) => (replicas === undefined ? {} : { replicas }),
    facts: (channel) => [...KAFKA_FACTS, ...kafkaSettings(channel)],
  },
  amqp: {
    frame: (channel, { address }) =>
      channel.kind === "topic"
        ? { is: "routingKey", exchange: { name: address.slice(0, 255) } }
        : { is: "queue", queue: { name: address.slice(0, 255) } },
    facts: (channel) => (channel.kind === "topic" ? AMQP_EXCHANGE_FACTS : AMQP_QUEUE_FACTS),
  },
  sqs: {
    frame: (_channel, { address, deadLetterAddress: name }) => ({
      queue: {
        name: address,
        ...(name !== undefined && { redrivePolicy: { deadLetterQueue: { name } } }),
      },
    }),
    facts: (_channel, around) => sqsFacts(around),
  },
  sns: { frame: (_channel, { address }) => ({ name: address }), facts: () => [] },
  // Subjects have no settings of their own in the binding.
  nats: { frame: () => undefined, facts: () => [] },
  pulsar: {
    frame: (_channel, { address }) => {
      const parts = /^(persistent|non-persistent):\/\/([^/]+\/[^/]+)\//.exec(address);
      return parts ? { namespace: parts[2] ?? "", persistence: parts[1] ?? "" } : undefined;
    },
    facts: () => [quantity("retention/age", "retention/time", "duration", 60)],
  },
};

/** Writes the binding of a channel and takes out of `rest` what it says. */
export function writeChannelBinding(
  { binding }: Protocol,
  around: Surroundings,
  rest: JsonObject,
): Record<string, JsonObject> | undefined {
  if (binding === undefined) return undefined;
  const { frame, facts } = CHANNEL_BINDINGS[binding];
  const standard = frame(rest, around);
  if (standard === undefined) return undefined;
  writeFacts(factsFor(facts, rest, around), rest, standard);
  if (binding === "kafka" && isObject(rest.compaction)) {
    standard.topicConfiguration = {
      ...(isObject(standard.topicConfiguration) ? standard.topicConfiguration : {}),
      "cleanup.policy": ["compact"],
    };
  }
  return { [binding]: { ...standard, bindingVersion: BINDING_VERSIONS[binding] } };
}

/** Reads the binding of a channel into `rest`. */
export function readChannelBinding(
  { binding }: Protocol,
  address: string,
  bindings: Record<string, JsonObject> | undefined,
  rest: JsonObject,
): void {
  const standard = binding === undefined ? undefined : bindings?.[binding];
  if (binding === undefined || standard === undefined) return;
  if (binding === "kafka") readKafkaSettings(standard, rest);
  const hasRedrive = valueAt(standard, ["queue", "redrivePolicy"]) !== undefined;
  const around = { address, deadLetterAddress: hasRedrive ? "" : undefined };
  readFacts(factsFor(CHANNEL_BINDINGS[binding].facts, rest, around), rest, standard);
}

function factsFor(facts: ChannelBinding["facts"], rest: JsonObject, around: Surroundings) {
  const known = facts(rest, around);
  return rest.kind === "stream" ? known : known.filter(({ at }) => at[0] !== "partitions");
}

function readKafkaSettings(standard: JsonObject, rest: JsonObject): void {
  const settings = standard.topicConfiguration;
  if (!isObject(settings)) return;
  const parameters: JsonObject = isObject(rest.parameters) ? { ...rest.parameters } : {};
  for (const [name, value] of Object.entries(settings)) {
    if (isPlainSetting(name) && isScalar(value)) parameters[name] = value;
  }
  if (Object.keys(parameters).length > 0) rest.parameters = parameters;
}

function isScalar(value: Json): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
