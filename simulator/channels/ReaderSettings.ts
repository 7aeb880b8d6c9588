import type { Consumer } from "../model/index.ts";

/** How the consumers of a group poll and commit. Times in seconds. */
export interface ReaderSettings {
  /** Messages of a poll at most; 0 where each free slot asks by itself. */
  readonly batch: number;
  /** Time for which a poll that finds nothing waits for a first message, where it sleeps afterwards. */
  readonly wait: number;
  /** Time for which a poll waits until its batch is full, 0 if none. */
  readonly window: number;
  /** All that a poll returns is handed to one handler. */
  readonly isWhole: boolean;
  /** Pause after a poll that found nothing, or after each one of who hands on; none if undefined. */
  readonly interval: number | undefined;
  /** What is polled is handed to the handlers, and the next poll comes this much later; undefined where it waits for them. */
  readonly handOff: number | undefined;
  /** Messages of a partition, and time, after which its position is committed; ∞ if never for that reason. */
  readonly commitEvery: number;
  readonly commitInterval: number;
  readonly commitsBeforeLeaving: boolean;
}

/** Each slot asks by itself, and each message is committed. */
export const EAGER_READER: ReaderSettings = {
  batch: 0,
  wait: 0,
  window: 0,
  isWhole: false,
  interval: undefined,
  handOff: undefined,
  commitEvery: 1,
  commitInterval: Infinity,
  commitsBeforeLeaving: true,
};

/** How a consumer reads a stream. */
export function readerOf({ poll, commit }: Pick<Consumer, "poll" | "commit">): ReaderSettings {
  const commitInterval = commit?.interval ?? Infinity;
  return {
    batch: poll?.batch ?? 0,
    wait: poll?.wait ?? 0,
    window: poll?.window ?? 0,
    isWhole: poll?.outcome === "per-batch",
    interval: poll?.handOff ?? poll?.interval,
    handOff: poll?.handOff,
    commitEvery: commit?.every ?? (commitInterval < Infinity ? Infinity : 1),
    commitInterval,
    commitsBeforeLeaving: commit?.beforeLeaving ?? true,
  };
}
