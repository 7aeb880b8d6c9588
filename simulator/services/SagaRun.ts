import type { SagaFigures } from "./SagaFigures.ts";

/** A saga of a run, whoever leads it: a coordinator, or nobody. */
export interface SagaRun {
  readonly id: string;
  readonly index: number;
  readonly figures: SagaFigures;
  /** Instances that have not ended. */
  readonly runningCount: number;
  /** The run begins. */
  start(): void;
  /** An instance begins by itself. */
  arrive(): void;
  /** A command of an instance has ended: by an ack, or otherwise. */
  commandEnded(root: number, isAcknowledged: boolean): void;
  /** A time that an instance waited for is over. */
  timer(number: number): void;
  /** Nothing of a root is to be done any more. */
  rootEnded(root: number): void;
}
