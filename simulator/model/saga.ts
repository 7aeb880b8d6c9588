import { Arrivals } from "./arrival.ts";
import { common } from "./channel.ts";
import { Id, MessageTypeName } from "./identifier.ts";
import { publisher } from "./publisher.ts";
import { Duration, PositiveCount, PositiveDuration } from "./quantity.ts";
import { RetryPolicy } from "./retry.ts";
import { z } from "./zod.ts";

/** One step of a business process that takes long and can fail. */
const SagaStep = z.strictObject({
  name: z.string().min(1).describe("Name of the step"),
  command: MessageTypeName.optional().describe("Command that starts it (orchestrated)"),
  to: Id.optional().describe("Channel of the command; the one publish link if absent"),
  starts: z
    .array(MessageTypeName)
    .optional()
    .describe("Events that show that it has begun (choreographed)"),
  completes: z
    .array(MessageTypeName)
    .optional()
    .describe("Messages that show that it is done; the ack of the command if absent"),
  fails: z.array(MessageTypeName).optional().describe("Messages that show that it was refused"),
  timeout: PositiveDuration.optional().describe("Time after which its outcome is unknown"),
  onTimeout: z
    .enum(["compensate", "retry", "wait"])
    .prefault("compensate")
    .describe("What the coordinator does then"),
  retry: RetryPolicy.optional().describe("How often the command is sent again"),
  parallel: z
    .string()
    .optional()
    .describe("Steps next to each other with the same word run side by side"),
  pivot: z
    .boolean()
    .prefault(false)
    .describe("Cannot be compensated; once it is done the saga goes forward only"),
  compensation: z
    .strictObject({
      command: MessageTypeName.optional().describe("Command that takes the step back"),
      to: Id.optional().describe("Channel of the command"),
      completes: z
        .array(MessageTypeName)
        .optional()
        .describe("Messages that show that it was taken back"),
      fails: z
        .array(MessageTypeName)
        .optional()
        .describe("Messages that show that it could not be"),
      retry: RetryPolicy.optional().describe("How often it is tried; once if absent"),
    })
    .optional()
    .describe("How it is taken back"),
});

/** A saga: a coordinator with a state machine, or a declaration over the events of others. */
export const Saga = z
  .strictObject({
    kind: z.literal("saga"),
    ...common,
    process: z
      .string()
      .optional()
      .describe("Business process that it carries out; sagas of one process can be compared"),
    mode: z
      .enum(["orchestrated", "choreographed"])
      .describe("Led by this node, or only observed by it"),
    correlation: Id.describe("Business key of an instance"),
    begins: z
      .union([
        MessageTypeName,
        z.strictObject({ arrivals: Arrivals.describe("When instances begin") }),
      ])
      .describe("Message that begins an instance, or arrivals of its own"),
    steps: z.array(SagaStep).min(1).describe("Steps in order"),
    timeout: PositiveDuration.optional().describe("An instance that takes longer counts as stuck"),
    persistence: z
      .union([
        z.literal("none"),
        z.strictObject({ database: Id.describe("Database that keeps it") }),
      ])
      .prefault("none")
      .describe("Where the coordinator keeps its state; none is lost in a crash"),
    instances: PositiveCount.prefault(1).describe("Processes of the coordinator"),
    restart: Duration.prefault("5 s").describe("Time a crashed coordinator takes to be up again"),
    publisher,
  })
  .meta({ title: "Saga", id: "Saga" });
export type Saga = z.output<typeof Saga>;
