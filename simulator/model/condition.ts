import { Id, MessageTypeName } from "./identifier.ts";
import { PositiveCount, Ratio } from "./quantity.ts";
import { z } from "./zod.ts";

/** A test that a branch makes. */
export const Condition = z.union([
  z.strictObject({ probability: Ratio.describe("Passes by chance, with this share") }),
  z.strictObject({
    attribute: Id.describe("Attribute of the message"),
    in: z.array(z.string()).min(1).describe("Passes when it has one of these values"),
  }),
  z.strictObject({ message: MessageTypeName.describe("Passes when the message is of this type") }),
  z.strictObject({
    outcome: z.enum(["ok", "failed", "timeout", "refused"]).describe("How the step before ended"),
  }),
  z.strictObject({
    attemptAtLeast: PositiveCount.describe(
      "Attempts since it came into this channel, this one included",
    ),
  }),
  z.strictObject({
    deadLetteredAtLeast: PositiveCount.describe(
      "Times that it was dead-lettered on its way, as x-death counts them",
    ),
  }),
]);
