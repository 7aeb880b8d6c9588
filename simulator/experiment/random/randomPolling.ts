import type { Choices } from "./Choices.ts";

/** How a consumer asks for messages, as it would stand in a file. */
export function randomPolling(choices: Choices, readsStreams: boolean): object {
  return choices.some("polling", () => ({
    poll: {
      batch: 1 + choices.below(4),
      ...choices.some("intervals", () => ({ interval: "100 ms" })),
      ...choices.some("long polls", () => ({ wait: choices.oneOf(["50 ms", "300 ms"]) })),
      ...(readsStreams && choices.some("handing off", () => ({ handOff: "200 ms" }))),
    },
  }));
}
