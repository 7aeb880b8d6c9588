import type { ChannelCase } from "../CaseSystem.ts";
import type { Draft } from "./Draft.ts";
import { seconds, timeLaw } from "./laws.ts";

type QueueCase = Extract<ChannelCase, { kind: "queue" }>;

const OVERFLOW = { reject: "reject", dropOldest: "drop-head", block: "block" } as const;
const PARTITIONER = { byKey: "key", random: "random", roundRobin: "round-robin" } as const;

/** Adds a channel with its links to other channels. The settings of its readers come with them. */
export function addChannel(draft: Draft, channel: ChannelCase): void {
  switch (channel.kind) {
    case "queue":
      addQueue(draft, channel);
      return;
    case "topic":
      draft.nodes[channel.id] = { kind: "topic" };
      for (const { to, probability } of channel.subscriptions)
        draft.link({
          kind: "bind",
          source: channel.id,
          target: to,
          ...(probability === undefined ? {} : { filter: { share: probability } }),
        });
      return;
    case "stream":
      draft.nodes[channel.id] = {
        kind: "stream",
        partitions: channel.partitions,
        partitioner: PARTITIONER[channel.partitioner ?? "byKey"],
        ...(channel.retention === undefined
          ? {}
          : { retention: { age: seconds(channel.retention) } }),
        subscriptions: {},
      };
  }
}

/**
 * What expires or does not fit is not dead-lettered, hence only rejections and used-up attempts go
 * along the dead-letter link. What is taken back goes in front of all that is ready, or behind it; what
 * is negatively acknowledged always behind it.
 */
function addQueue(draft: Draft, queue: QueueCase): void {
  const { id, maxReady, overflow = "reject", redeliverTo = "head", staleAck = "ignored" } = queue;
  draft.nodes[id] = {
    kind: "queue",
    discipline: queue.order ?? "fifo",
    ...(queue.latency ? { latency: timeLaw(queue.latency) } : {}),
    ...(maxReady === undefined
      ? {}
      : { capacity: { messages: maxReady, counted: "ready", overflow: OVERFLOW[overflow] } }),
    ...(queue.timeToLive === undefined ? {} : { expiry: { after: seconds(queue.timeToLive) } }),
    ...(queue.dedupWindow === undefined
      ? {}
      : { deduplication: { by: "id", window: seconds(queue.dedupWindow) } }),
    lease: {
      ...(queue.ackDeadline === undefined ? {} : { timeout: seconds(queue.ackDeadline) }),
      lateAck: staleAck,
    },
    ...(queue.maxDeliveries === undefined ? {} : { attempts: { limit: queue.maxDeliveries } }),
    redeliver: {
      position: redeliverTo === "head" ? "returns-first" : "tail",
      nackPosition: "tail",
    },
    deadLetter: { reasons: ["rejected", "attempts"] },
  };
  if (queue.deadLetter !== undefined)
    draft.link({ kind: "dead-letter", source: id, target: queue.deadLetter });
}
