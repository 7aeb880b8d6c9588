import type { Choices } from "./Choices.ts";

/** How a consumer asks for messages, as it would stand in a file. */
export function randomPolling(choices: Choices, readsStreams: boolean): object {
  const interval = (): object => choices.some("intervals", () => ({ interval: "100 ms" }));
  if (!readsStreams)
    return choices.some("polling", () => ({
      poll: { batch: 1 + choices.below(4), ...interval() },
    }));
  return choices.some("polling", () => ({
    poll: {
      batch: 1 + choices.below(4),
      ...interval(),
      ...choices.some("handing off", () => ({ handOff: "200 ms" })),
    },
  }));
}
