import type { Profile } from "../Profile.ts";
import { kafkaConsumer } from "./kafkaConsumer.ts";
import { kafkaProducer } from "./kafkaProducer.ts";
import { kafkaTopic } from "./kafkaTopic.ts";

const GROUP = { "group.type": "consumer" } as const;
const SHARE = { "group.type": "share" } as const;

/** Apache Kafka 3.9 to 4.1. Sources are the configuration reference, the design chapter and the KIPs that each parameter names. */
export const kafka: Profile = {
  id: "kafka",
  name: "Apache Kafka",
  versions: ["3.9", "4.0", "4.1"],
  forms: ["stream"],
  parameters: [...kafkaTopic, ...kafkaConsumer, ...kafkaProducer],
  vectors: [
    {
      of: ["broker"],
      sets: { "replication.election": "in-sync-set", fsync: "never", outagePublishes: "error" },
    },
    {
      of: ["stream"],
      sets: { partitioner: "sticky", "retention.granularity": "segment" },
    },
    {
      of: ["subscription"],
      when: { "group.protocol": "consumer" },
      sets: { "assign.transfer": "incremental", "assign.strategy": "sticky" },
    },
    { of: ["subscription"], when: GROUP, sets: { "assign.mode": "partition-exclusive" } },
    {
      of: ["subscription"],
      when: SHARE,
      sets: {
        "assign.mode": "competing",
        "lease.onDisconnect": "until-timeout",
        "attempts.counts": ["deliver"],
        "attempts.onExceeded": "drop",
        "redeliver.position": "original",
        "redeliver.nackPosition": "original",
      },
    },
    { of: ["publisher"], sets: { "batching.size": 100_000, "backoff.kind": "exponential" } },
  ],
  errors: {
    "too-large": "MESSAGE_TOO_LARGE (RecordTooLargeException)",
    "not-enough-replicas": "NOT_ENOUGH_REPLICAS",
    "client-buffer-full": "TimeoutException after max.block.ms",
    "channel-outage": "NotLeaderOrFollowerException",
    "publisher-gave-up": "TimeoutException after delivery.timeout.ms",
    "offset-reset": "OffsetOutOfRange, then auto.offset.reset",
    retention: "removed by retention before it was read",
    "unreplicated-tail": "truncated: the new leader did not have it",
    "not-synced": "lost with the page cache",
    "late-ack": "CommitFailedException",
  },
  marksRedelivered: false,
  reports: "deliveries",
  modelled: [
    "A partition has one reader in a group; what was read and not committed is read again by the next one, everything behind it too.",
    "Members are thrown out when their heartbeats or their polls stay away; an eager rebalance stops the whole group until the slowest member has polled, a cooperative one only what moves, the new protocol waits for nobody.",
    "Auto-commit happens inside poll, and covers what the polls before it have returned.",
    "Readers see a record when all replicas in sync have it; a new leader cuts off what it never had; acks=all waits for those in sync, not for a disk.",
    "Retention removes whole closed segments whether they were read or not; auto.offset.reset says where a reader goes whose offset is gone.",
    "A share group locks single records, counts deliveries and archives a record at the limit.",
  ],
  leftOut: [
    "Records are placed by the key's number modulo the partitions, not by murmur2 of its bytes: which key shares a partition with which differs, how many do does not.",
    "Fetch sizes and waits (fetch.min.bytes, fetch.max.wait.ms): a poll that waits returns with what comes at that instant.",
    "offsets.retention.minutes: a group does not forget its position.",
    "replica.lag.time.max.ms: followers that are merely slow stay in sync; those that are gone leave after broker.session.timeout.ms.",
    "The coordinator of a group has no node of its own: it does not fail over.",
  ],
};
