import type { Choices } from "./Choices.ts";

const PATIENCE = ["1 s", "100 ms", "20 ms"];

/** A publisher that waits for confirms, with as little patience, room and room for error as may be. */
export function randomPublisher(choices: Choices): object {
  return {
    inFlight: 1 + choices.below(4),
    attempts: 1 + choices.below(3),
    idempotent: choices.below(2) === 1,
    ...choices.some("impatience", () => ({ retryAfter: choices.oneOf(PATIENCE) })),
    ...choices.some("patience", () => ({ deliveryTimeout: choices.oneOf(PATIENCE) })),
    ...choices.some("buffers", () => ({
      buffer: { messages: choices.below(4), blockFor: choices.oneOf(PATIENCE) },
    })),
  };
}
