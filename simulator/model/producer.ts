import { Arrivals, activity, Lateness, Withdrawals } from "./arrival.ts";
import { common } from "./channel.ts";
import { MessageTypeName } from "./identifier.ts";
import { publisher } from "./publisher.ts";
import { CallPolicy } from "./retry.ts";
import { z } from "./zod.ts";

/** A producer: where messages, or the requests of users, come from. */
export const Producer = z
  .strictObject({
    kind: z.literal("producer"),
    ...common,
    messages: z
      .record(MessageTypeName, z.number().positive())
      .describe(
        "Message types that it creates, with their relative weights; each goes along every publish link that takes it",
      ),
    arrivals: Arrivals.describe("When they come"),
    ...activity,
    lateness: Lateness.optional(),
    withdrawals: Withdrawals.optional().describe("Takes back its latest facts at times"),
    versions: z
      .record(MessageTypeName, z.string())
      .optional()
      .describe("Contract version that it writes; the newest if absent"),
    call: CallPolicy.optional().describe(
      "How it calls an endpoint: time limit and retries of the user",
    ),
    publisher,
  })
  .meta({ title: "Producer", id: "Producer" });
export type Producer = z.output<typeof Producer>;
