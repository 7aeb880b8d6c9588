import { BrokerParameters, common } from "./channel.ts";
import { TimeDistribution } from "./distribution.ts";
import { Id } from "./identifier.ts";
import { Duration, PositiveCount, PositiveDuration, PositiveRate, Size } from "./quantity.ts";
import { z } from "./zod.ts";

/** The brokers that a design may name. What a profile knows of each stands in profiles/. */
export const BrokerProfile = z.enum([
  "generic",
  "kafka",
  "redpanda",
  "rabbitmq",
  "sqs",
  "sns",
  "kinesis",
  "pubsub",
  "redis-streams",
  "nats",
  "jetstream",
  "pulsar",
  "eventbridge",
  "service-bus",
  "webhook",
  "in-process",
]);
export type BrokerProfile = z.output<typeof BrokerProfile>;
/** That of a broker which is none in particular, and has no words of its own. */
export const NO_PROFILE: BrokerProfile = "generic";

/** What dies with a broker node, and for how long (parameter group "failure"). */
export const Replication = z.strictObject({
  replicas: PositiveCount.prefault(1).describe("Copies of each channel, the leader included"),
  minInSync: PositiveCount.optional().describe(
    "Copies that must be in step before a publication is accepted",
  ),
  lag: TimeDistribution.prefault("0 s").describe("Time by which followers are behind the leader"),
  election: z
    .enum(["in-sync-set", "majority", "async-promotion", "none"])
    .prefault("majority")
    .describe("Who becomes leader"),
  unclean: z
    .boolean()
    .prefault(false)
    .describe("Whether a copy that is behind may become leader; what it lacks is lost"),
  detect: Duration.prefault("3 s").describe("Time until a dead node is noticed"),
  elect: Duration.prefault("1 s").describe("Time an election takes"),
  cursors: z
    .enum(["sync", "async"])
    .prefault("sync")
    .describe(
      "Whether followers have the positions of a stream's groups at once, or after the lag: a new leader then goes back to those that it has",
    ),
});

/** Durability of one node. */
export const Fsync = z.union([
  z.enum(["before-ack", "never"]),
  z.strictObject({
    every: PositiveDuration.describe(
      "Time between two writes to disk; a power loss takes what came since",
    ),
  }),
]);

/** What a change of profile wrote anew, as it was before. Not read by the engine. */
const SetAside = z.strictObject({
  nodes: z.record(Id, z.unknown()).describe("Former text of nodes"),
  links: z.record(Id, z.unknown()).describe("Former text of links"),
  addedNodes: z.array(Id).optional().describe("Nodes that the change added"),
  addedLinks: z.array(Id).optional().describe("Links that the change added"),
  removedNodes: z.array(Id).optional().describe("Nodes that the change took out"),
  removedLinks: z.array(Id).optional().describe("Links that the change took out"),
});

/** A broker: a failure domain that holds channels and follows a profile. */
export const Broker = z
  .strictObject({
    kind: z.literal("broker"),
    ...common,
    profile: BrokerProfile.prefault(NO_PROFILE).describe("Which broker it is"),
    version: z
      .string()
      .optional()
      .describe("Version of the broker whose behavior is meant; the newest if absent"),
    nodes: PositiveCount.prefault(1).describe("Broker nodes"),
    nodeZones: z.array(Id).optional().describe("Zone of each node, in order"),
    replication: Replication.prefault({}).describe("Copies and failover"),
    fsync: Fsync.prefault("before-ack").describe("When data is safe from a power loss"),
    confirmLatency: TimeDistribution.prefault("0 s").describe(
      "Time from acceptance to the publisher's confirm",
    ),
    throughput: PositiveRate.optional().describe("Messages a node handles"),
    bandwidth: Size.optional().describe("Bytes a node handles each second"),
    memory: z
      .strictObject({
        limit: Size.describe("Bytes of all messages that it holds"),
        onLimit: z
          .enum(["block", "error"])
          .prefault("block")
          .describe("Whether publishers wait then, or are refused"),
      })
      .optional()
      .describe("Memory, and what happens when it is used up"),
    minority: z
      .enum(["go-on", "pause"])
      .prefault("go-on")
      .describe("What nodes do that are no more than half of all: go on, or stand still"),
    outagePublishes: z
      .enum(["buffer", "lose", "error"])
      .prefault("error")
      .describe("What becomes of publications while it is down"),
    host: z.string().optional().describe("Address of the real broker").meta({ prose: true }),
    parameters: BrokerParameters.optional(),
    setAside: z
      .partialRecord(BrokerProfile, SetAside)
      .optional()
      .describe("Former text of what was changed together with the profile; it comes back with it")
      .meta({ prose: true }),
  })
  .meta({ title: "Broker", id: "Broker" });
export type Broker = z.output<typeof Broker>;

/** A zone or region: what fails together, and how far apart things are. */
export const Zone = z
  .strictObject({
    kind: z.literal("zone"),
    ...common,
    level: z
      .enum(["zone", "region"])
      .prefault("zone")
      .describe("Availability zone or region: what it is called in the picture")
      .meta({ prose: true }),
    latency: z
      .record(Id, TimeDistribution)
      .prefault({})
      .describe("One-way network time to other zones"),
  })
  .meta({ title: "Zone", id: "Zone" });
export type Zone = z.output<typeof Zone>;

/** A schema registry: which contracts it guards and what it lets through. */
export const Registry = z
  .strictObject({
    kind: z.literal("registry"),
    ...common,
    compatibility: z
      .enum([
        "none",
        "backward",
        "backward-transitive",
        "forward",
        "forward-transitive",
        "full",
        "full-transitive",
      ])
      .prefault("backward")
      .describe("Who must be able to read whom before a version is accepted"),
    guards: z.array(Id).prefault([]).describe("Message types that it guards"),
    lookup: TimeDistribution.optional().describe("Time of a look-up that is not cached"),
  })
  .meta({ title: "Registry", id: "Registry" });
export type Registry = z.output<typeof Registry>;
