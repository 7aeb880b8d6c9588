import { Backoff } from "../kernel/Backoff.ts";
import { type Kernel, whatOf } from "../kernel/Kernel.ts";
import type { RetryPolicy } from "../model/index.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Progress } from "./sagaProgress.ts";

/** What a timer of an instance is for. */
interface Timer {
  readonly key: number;
  /** Step, or −1 for the instance as a whole. */
  readonly step: number;
  readonly isResend: boolean;
}

/** What the instances of one saga wait for. */
export class SagaTimers {
  private readonly kernel: Kernel;
  private readonly what: number;
  private readonly stream: number;
  private readonly timers = new Map<number, Timer>();
  private readonly backoffs = new Map<string, Backoff>();
  private next = 0;

  constructor(kernel: Kernel, saga: number, stream: number) {
    this.kernel = kernel;
    this.what = whatOf(SERVICE_EVENT.sagaTimer, saga);
    this.stream = stream;
  }

  /** Begins to wait. Returns the number of the timer. */
  begin(delay: number, timer: Timer): number {
    const number = this.next++;
    this.timers.set(number, timer);
    this.kernel.events.schedule(delay, this.what, number);
    return number;
  }

  /** Nobody waits any more; its event will find nothing. */
  stop(number: number): void {
    this.timers.delete(number);
  }

  /** Begins a time of one step of an instance. */
  beginOf({ timers, key }: Progress, step: number, wait: number, isResend: boolean): void {
    timers[step] = this.begin(wait, { key, step, isResend });
  }

  /** An instance waits for a step no longer. */
  stopOf({ timers }: Pick<Progress, "timers">, step: number): void {
    this.stop(timers[step]!);
    timers[step] = -1;
  }

  /** A timer has gone off; undefined when nobody waits for it any more. */
  take(number: number): Timer | undefined {
    const timer = this.timers.get(number);
    this.timers.delete(number);
    return timer;
  }

  /** Nobody is there to look at a timer that has gone off: it goes off again later. */
  putOff(number: number, delay: number): void {
    if (this.timers.has(number)) this.kernel.events.schedule(delay, this.what, number);
  }

  /** The waits of a retry policy. */
  backoffOf({ backoff }: RetryPolicy): Backoff {
    const name = JSON.stringify(backoff);
    const known = this.backoffs.get(name);
    if (known !== undefined) return known;
    const made = new Backoff(this.kernel, backoff, this.stream);
    this.backoffs.set(name, made);
    return made;
  }
}
