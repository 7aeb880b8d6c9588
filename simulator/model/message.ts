import { KeyLaw, SizeDistribution } from "./distribution.ts";
import { Id, MessageTypeName, Prose } from "./identifier.ts";
import { PositiveDuration } from "./quantity.ts";
import { z } from "./zod.ts";

/**
 * A business key: what several messages are about ("the order", "the customer"). Its value is
 * drawn once for each root message and inherited by everything which that root causes, so two
 * message types that name the same key speak of the same customer.
 */
export const BusinessKey = z.strictObject({
  field: z.string().optional().describe("Field of the payload that holds it").meta({ prose: true }),
  values: KeyLaw.prefault({ values: "unique" }).describe("How values are drawn"),
  description: Prose.optional(),
});
export type BusinessKey = z.output<typeof BusinessKey>;

/** A message attribute (header) that routes, filters or ranks; drawn once for each root message. */
export const Attribute = z.strictObject({
  values: z
    .record(z.string().min(1), z.number().min(0))
    .describe("Values with their relative weights"),
  description: Prose.optional(),
});
export type Attribute = z.output<typeof Attribute>;

/** One version of a contract. */
export const MessageVersion = z.strictObject({
  schema: z.record(z.string(), z.json()).optional().describe("JSON Schema of the payload"),
  size: SizeDistribution.optional().describe("Size of the payload in this version"),
  description: Prose.optional(),
});

/** A named contract: what travels through channels. */
export const MessageType = z.strictObject({
  kind: z
    .enum(["event", "command", "reply"])
    .describe("A fact in the past tense, an intent with one handler, or an answer"),
  description: Prose.optional(),
  key: Id.optional().describe("Business key that it is partitioned, ordered and counted by"),
  attributes: z
    .array(Id)
    .optional()
    .describe("Attributes that it carries; all of its root if absent"),
  routingKey: z
    .string()
    .optional()
    .describe("Routing key; {attribute} is replaced by the attribute's value"),
  size: SizeDistribution.prefault("1 KiB").describe("Size of the payload"),
  expiresAfter: PositiveDuration.optional().describe(
    "Time to live that it carries; in a queue with an expiry of its own the shorter one counts",
  ),
  persistent: z
    .boolean()
    .prefault(true)
    .describe("Whether it is written to disk, where its queue keeps such messages only"),
  priority: z
    .union([
      z.int(),
      z.strictObject({
        from: Id.describe("Attribute that tells the rank"),
        ranks: z.record(z.string(), z.int()).describe("Rank of each of its values"),
      }),
    ])
    .optional()
    .describe("Rank in a priority queue, larger first; fixed or by an attribute"),
  ordering: z
    .enum(["none", "per-key", "total"])
    .prefault("none")
    .describe("Order that consumers rely on; breaches are counted"),
  withdraws: MessageTypeName.optional().describe(
    "The fact that a message of this type takes back (same key)",
  ),
  versions: z
    .record(
      z.string().regex(/^v?\d+(\.\d+)*$/, { error: 'a version is a number such as "1" or "2.1"' }),
      MessageVersion,
    )
    .optional()
    .describe("Versions of the contract; the last one is the newest"),
});
export type MessageType = z.output<typeof MessageType>;

/** Comparison of one attribute in a filter: any of the texts, or a test. */
const AttributeTest = z.union([
  z.array(z.string()).min(1),
  z.strictObject({
    prefix: z.string().optional().describe("The value begins with this"),
    exists: z.boolean().optional().describe("Whether the message has the attribute at all"),
    not: z.array(z.string()).optional().describe("The value is none of these"),
  }),
]);

/** What a subscription or binding lets through; all named attributes must pass. */
export const Filter = z
  .strictObject({
    messages: z.array(MessageTypeName).min(1).optional().describe("Message types let through"),
    attributes: z.record(Id, AttributeTest).optional().describe("Tests of attributes"),
    share: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe("Share let through by chance, when the rule itself does not matter"),
  })
  .meta({ id: "Filter" });
export type Filter = z.output<typeof Filter>;
