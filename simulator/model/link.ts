import { TimeDistribution } from "./distribution.ts";
import { Id, Prose } from "./identifier.ts";
import { Filter } from "./message.ts";
import { Duration, PositiveCount, Size } from "./quantity.ts";
import { z } from "./zod.ts";

/** For a way that is taken only while the others are closed. */
const standby = z
  .boolean()
  .prefault(false)
  .describe("Taken only while no other link of its kind and node leads to a broker that is up");

/**
 * Links: who is connected with whom, and what a link carries. Links are the one truth of
 * connection; steps and nodes name a neighbor by its id only where there is a choice.
 */
const ends = {
  source: Id.describe("Node that it starts from"),
  target: Id.describe("Node that it leads to"),
  latency: TimeDistribution.optional().describe(
    "Network time of one crossing, on top of that between zones",
  ),
  bandwidth: Size.optional().describe("Bytes that cross each second; unlimited if absent"),
  description: Prose.optional(),
};

const Publish = z.strictObject({
  kind: z.literal("publish"),
  ...ends,
  messages: Filter.shape.messages.describe(
    "Message types that go this way; all that the source publishes if absent",
  ),
  standby,
});
const Subscribe = z.strictObject({
  kind: z.literal("subscribe"),
  ...ends,
  subscription: Id.optional().describe(
    "Subscription (consumer group) of the channel; one of the consumer's own if absent",
  ),
  priority: z
    .int()
    .optional()
    .describe(
      "Rank among the consumers of a channel that dispatches by priority, larger first; as the links stand in the file if absent",
    ),
  standby,
});
const Bind = z.strictObject({
  kind: z.literal("bind"),
  ...ends,
  keys: z
    .array(z.string())
    .optional()
    .describe("Binding keys; * stands for one word, # for any number"),
  filter: Filter.optional().describe("What it lets through"),
});
const Alternate = z.strictObject({ kind: z.literal("alternate"), ...ends });
const Call = z.strictObject({
  kind: z.literal("call"),
  ...ends,
  messages: Filter.shape.messages.describe(
    "Requests of a producer that go this way; all of them if absent",
  ),
});
const Read = z.strictObject({ kind: z.literal("read"), ...ends });
const Write = z.strictObject({ kind: z.literal("write"), ...ends });
const DeadLetter = z.strictObject({
  kind: z.literal("dead-letter"),
  ...ends,
  subscription: Id.optional().describe(
    "Subscription whose dead letters go this way; all if absent",
  ),
});
const Retry = z.strictObject({
  kind: z.literal("retry"),
  ...ends,
  attempt: PositiveCount.optional().describe(
    "Failed attempt after which it is taken; every one that has no link of its own if absent",
  ),
});
const Mirror = z.strictObject({
  kind: z.literal("mirror"),
  ...ends,
  lag: TimeDistribution.prefault("1 s").describe("Time by which the copy is behind"),
  syncOffsets: Duration.optional().describe("How often positions of groups are copied too"),
});

/** A link of the system. */
export const Link = z.discriminatedUnion("kind", [
  Publish,
  Subscribe,
  Bind,
  Alternate,
  Call,
  Read,
  Write,
  DeadLetter,
  Retry,
  Mirror,
]);
export type Link = z.output<typeof Link>;
export type LinkText = z.input<typeof Link>;
export type LinkKind = Link["kind"];

/** The schema of each kind of link, for the inspector and the tests. */
export const LINK_SCHEMAS = {
  publish: Publish,
  subscribe: Subscribe,
  bind: Bind,
  alternate: Alternate,
  call: Call,
  read: Read,
  write: Write,
  "dead-letter": DeadLetter,
  retry: Retry,
  mirror: Mirror,
} as const;
