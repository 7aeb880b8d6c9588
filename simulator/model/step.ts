import { Condition } from "./condition.ts";
import { CountDistribution, SizeDistribution, TimeDistribution } from "./distribution.ts";
import { Id, MessageTypeName, Prose } from "./identifier.ts";
import { Duration, PositiveCount, PositiveDuration, Ratio } from "./quantity.ts";
import { CallPolicy } from "./retry.ts";
import { z } from "./zod.ts";

/**
 * The steps of a handler. A handler is a list of steps, done in order; a crash strikes between or
 * within them, and what was not done is not done. Dual writes, outboxes, idempotency, chains and
 * sagas are all just lists of steps.
 */

/** What any step may carry. */
const any = {
  note: Prose.optional(),
  effect: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Business consequence that happens with it, such as "charge card"'),
  undoes: z.string().min(1).max(200).optional().describe("Effect that it takes back"),
  effectKey: Id.optional().describe(
    "Business key by which the effect is counted; each root message by itself if absent",
  ),
};

/** For steps that talk to others. */
const onFailure = z
  .enum(["fail", "continue"])
  .prefault("fail")
  .describe("Whether the handler fails with it or goes on, to a branch that looks at the outcome");

/** A name shared by the steps of one handler that commit together, at the last of them. */
const transaction = Id.optional().describe(
  "Transaction that it is part of; all its steps take effect together, at the last one",
);

const Work = z
  .strictObject({
    do: z.literal("work"),
    time: TimeDistribution.describe("Time that it takes"),
    per: z
      .enum(["message", "batch"])
      .prefault("message")
      .describe(
        "Whether a handler of whole batches takes it for each message in turn, or once for all",
      ),
    ...any,
  })
  .describe("Takes time");

const Call = z
  .strictObject({
    do: z.literal("call"),
    to: Id.describe("Dependency or endpoint that is called"),
    message: MessageTypeName.optional().describe("Request that an endpoint is asked with"),
    ...CallPolicy.shape,
    idempotencyKey: Id.optional().describe(
      "Business key sent along, so that a dependency which honors it acts once",
    ),
    wait: z.boolean().prefault(true).describe("Whether the handler waits for the answer"),
    poll: z
      .strictObject({
        every: PositiveDuration.describe("Wait before it asks again"),
        most: PositiveCount.optional().describe("Questions at most; then the call has failed"),
      })
      .optional()
      .describe("Asks again until the answer is there (any status but 202 and 404): a status page"),
    onFailure,
    ...any,
  })
  .describe("Calls a dependency or a service and waits");

const Read = z
  .strictObject({
    do: z.literal("read"),
    from: Id.describe("Database that is read"),
    key: Id.optional().describe("Business key that is looked up"),
    expects: z
      .enum(["anything", "present", "own-write"])
      .prefault("anything")
      .describe("What the reader relies on; breaches are counted, and fail the step for present"),
    rows: PositiveCount.optional().describe("Rows read, for each message of a batch"),
    transaction,
    onFailure,
    ...any,
  })
  .describe("Reads from a database");

const Write = z
  .strictObject({
    do: z.literal("write"),
    to: Id.describe("Database that is written"),
    key: Id.optional().describe("Business key of the row or event stream"),
    optimistic: z
      .boolean()
      .prefault(false)
      .describe("Fails when another write of the same key came since the read"),
    conflictRetries: z
      .int()
      .min(0)
      .prefault(0)
      .describe("Times the handler reads and writes again after a conflict"),
    rows: PositiveCount.optional().describe("Rows or events written, for each message of a batch"),
    size: SizeDistribution.optional().describe("Data stored, for claim checks and capacity"),
    transaction,
    onFailure,
    ...any,
  })
  .describe("Writes to a database");

const Publish = z
  .strictObject({
    do: z.literal("publish"),
    message: z
      .union([MessageTypeName, z.literal("*")])
      .describe('Message type; "*" passes on the message that is handled'),
    to: Id.optional().describe("Channel; the one publish link if absent"),
    via: z
      .union([
        z.enum(["direct", "transaction"]),
        z.strictObject({ outbox: Id.describe("Database whose outbox takes it") }),
      ])
      .prefault("direct")
      .describe("At once, with the broker transaction of the handler, or through an outbox"),
    probability: Ratio.prefault(1).describe("Chance that it is published"),
    count: CountDistribution.prefault(1).describe("Messages published"),
    delay: TimeDistribution.optional().describe("The channel holds it back for this time"),
    version: z.string().optional().describe("Contract version; what the service writes if absent"),
    newRoot: z.boolean().prefault(false).describe("Begins a correlation of its own"),
    draws: z
      .array(Id)
      .optional()
      .describe(
        "Business keys that get a new value in each message published, as the lines of an order do; all others are inherited",
      ),
    transaction,
    onFailure: z
      .enum(["fail", "continue"])
      .optional()
      .describe(
        "The handler waits until it knows whether the message was taken, and fails if not, or goes on to a branch that looks at the outcome; it does not wait if absent",
      ),
    ...any,
  })
  .describe("Publishes a message");

const Cancel = z
  .strictObject({
    do: z.literal("cancel"),
    message: MessageTypeName.describe("Message type of what is withdrawn"),
    in: Id.describe("Channel that holds it back"),
    key: Id.describe("Business key by which it is found"),
    ...any,
  })
  .describe("Cancels delayed messages of the same key");

const Ack = z
  .strictObject({ do: z.literal("ack"), ...any })
  .describe("Acknowledges now, not at the end");

const Reply = z
  .strictObject({
    do: z.literal("reply"),
    message: MessageTypeName.optional().describe(
      "Reply type; for an endpoint the HTTP answer if absent",
    ),
    to: Id.optional().describe("Reply channel; back to the caller if absent"),
    status: z.int().min(100).max(599).optional().describe("HTTP status of an endpoint's answer"),
    ...any,
  })
  .describe("Answers the caller");

const Fail = z
  .strictObject({
    do: z.literal("fail"),
    with: z
      .enum(["transient", "permanent", "schema"])
      .prefault("transient")
      .describe("Kind of failure; permanent ones are not tried again"),
    probability: Ratio.optional().describe("Chance at each attempt"),
    ofMessages: Ratio.optional().describe("Share of messages that always fail here (poison)"),
    firstAttempts: PositiveCount.optional().describe("Fails as often, then passes"),
    versions: z
      .array(z.string())
      .optional()
      .describe("Contract versions that the handler cannot read"),
    ...any,
  })
  .describe("Fails, by chance or by rule");

const Window = z
  .strictObject({
    do: z.literal("window"),
    by: Id.describe("Business key that is grouped by"),
    size: PositiveDuration.describe("Length of a window in event time"),
    slide: PositiveDuration.optional().describe("Distance of window starts; tumbling if absent"),
    lateness: Duration.prefault("0 s").describe(
      "Events this late still count; later ones are dropped",
    ),
    emits: MessageTypeName.optional().describe("Message published when a window closes"),
    to: Id.optional().describe("Channel that it is published to"),
    stateSize: SizeDistribution.optional().describe("State kept for each key and window"),
    ...any,
  })
  .describe("Aggregates events by key and window of event time");

/** A list of steps; written out because a branch holds steps in turn. */
type StepList = Step[];
type StepListText = StepText[];
const Steps: z.ZodType<StepList, StepListText> = z.lazy(() => z.array(Step));

const Await = z
  .strictObject({
    do: z.literal("await"),
    messages: z.array(MessageTypeName).min(1).describe("Message types that must all have come"),
    by: Id.describe("Business key by which they belong together"),
    from: Id.optional().describe("Channel of the reply, when it is a reply that is awaited"),
    timeout: PositiveDuration.optional().describe("Gives up after this time"),
    holdsSlot: z
      .boolean()
      .prefault(true)
      .describe(
        "Whether the slot stays taken; if not, what has come is acknowledged and kept, and the handler goes on once with the message that completes the set",
      ),
    store: Id.optional().describe(
      "Database that keeps what has come; memory, lost with the instance, if absent",
    ),
    onTimeout: Steps.optional().describe("Steps then; the handler fails if absent"),
    ...any,
  })
  .describe("Waits for a reply, or for messages of the same key");

const Branch = z
  .strictObject({
    do: z.literal("branch"),
    choices: z
      .array(
        z.strictObject({
          when: Condition.describe("Test that is made"),
          steps: Steps.describe("Steps when it passes"),
        }),
      )
      .min(1)
      .describe("The first choice whose test passes is taken"),
    otherwise: Steps.optional().describe("Steps when no test passes"),
    ...any,
  })
  .describe("Chooses between lists of steps");

const plain = [Work, Call, Read, Write, Publish, Cancel, Ack, Reply, Fail, Window] as const;
type PlainStep = z.output<(typeof plain)[number]>;
type PlainStepText = z.input<(typeof plain)[number]>;

/** One step of a handler, with its defaults filled in. */
export type Step = PlainStep | z.output<typeof Await> | z.output<typeof Branch>;
/** One step of a handler as it stands in the file. */
export type StepText = PlainStepText | z.input<typeof Await> | z.input<typeof Branch>;

export const Step: z.ZodType<Step, StepText> = z
  .discriminatedUnion("do", [...plain, Await, Branch])
  .meta({ id: "Step" });

/** The schema of each kind of step, for the inspector and the tests. */
export const STEP_SCHEMAS = {
  work: Work,
  call: Call,
  read: Read,
  write: Write,
  publish: Publish,
  cancel: Cancel,
  ack: Ack,
  reply: Reply,
  fail: Fail,
  await: Await,
  branch: Branch,
  window: Window,
} as const;
export type StepKind = keyof typeof STEP_SCHEMAS;

/** What a service does with a message (or a request): steps in order. */
export const Handler = z.array(Step).max(1000);
