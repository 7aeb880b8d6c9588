/** What a crash at a boundary did, as it was seen in a run of the engine. */
export type BoundaryOutcome = {
  /** Steps of the handler that were done when it struck. */
  after: number;
  /** How bad it is: done as if nothing had happened, something twice, or something never. */
  harm: "none" | "twice" | "lost";
  /** What became of it, in one line. */
  words: string;
};

/** What the handler editor knows of crashes: being found out, found, or why not. */
export type CrashTest =
  | { state: "running"; outcomes: readonly BoundaryOutcome[] }
  | { state: "done"; outcomes: readonly BoundaryOutcome[] }
  | {
      state: "failed";
      reason: string;
      tryAgain: () => void;
      outcomes: readonly BoundaryOutcome[];
    };
