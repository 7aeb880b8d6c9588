/** An await step, compiled. */
export interface AwaitStep {
  readonly types: readonly number[];
  /** Index of the key by which messages belong together, among the values of a root. */
  readonly key: number;
  readonly timeout: number | undefined;
  readonly holdsSlot: boolean;
  /** What has come is in the memory of the instance that got it. */
  readonly isInMemory: boolean;
  /** Where the handler goes on after a time-out, −1 when it fails. */
  onTimeout: number;
}

/** What has come of one set of messages. */
export interface Wait {
  readonly id: number;
  readonly step: AwaitStep;
  readonly key: string;
  readonly root: number;
  readonly instance: number;
  readonly since: number;
  readonly come: Set<number>;
  /** Messages that are kept; the root stays open by them. */
  readonly kept: number[];
  state: "open" | "complete" | "timed-out" | "gone";
  /** Handler that waits in its slot, −1 if none does. */
  waiter: number;
  timer: number;
  /** Number of the message that completed the set. */
  completedBy: number;
}
