import type { Service } from "./Service.ts";

/** A place in a handler at which its instance can crash. */
export interface CrashPoint {
  readonly probability: number;
  /** Only the n-th time; every time if absent. */
  readonly occurrence: number | undefined;
  readonly stream: number;
  /** Address of the instruction that crashes at once. */
  readonly address: number;
  /** Draws how long the instance is down. */
  readonly drawDownTime: () => number;
  seen: number;
}

/** What steps can ask of the part that holds the delivery's life. */
export interface HandlerHost {
  /** The service whose handler has a delivery. */
  serviceOf(delivery: number): Service;
  /** Acknowledges a delivery before its handler has ended. */
  acknowledge(delivery: number): void;
  /** Deliveries for which a handler runs: those of its batch, else the one alone. */
  batchOf(delivery: number): readonly number[];
  /** Writes the record by which the consumer knows the message again. */
  record(delivery: number): void;
  /** Sends the request of a call step; its end calls the handler on. */
  call(delivery: number, call: number): void;
}
