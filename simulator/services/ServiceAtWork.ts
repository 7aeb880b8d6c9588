import type { Kernel } from "../kernel/Kernel.ts";
import type { Receives } from "./Receives.ts";
import { ServiceFigures } from "./ServiceFigures.ts";

/** More slots than any run can use. */
export const UNLIMITED = 1 << 29;

/**
 * What each message asks of a service. The fields of a base come first in an object: these lie in its first lines of
 * cache, which are looked at anyway.
 */
export class ServiceAtWork {
  readonly figures: ServiceFigures;
  /** Where its counters begin, and three of its histograms: they stand here too, since each message asks for them. */
  readonly counted: number;
  readonly waitingTimes: number;
  readonly serviceTimes: number;
  readonly endToEndTimes: number;
  /** Random stream of its work and choices. */
  readonly stream: number;
  /** Where the table of its handlers begins in the program: an address for each message type. */
  handlers: number;
  /** Slots of an instance that handlers may take without further questions: 0 where it is not plain, or slowed or made to fail by faults. */
  plainSlots: number;
  /** Handlers that run in all instances. */
  busySlots: number;
  /** Where it asks for messages: how often, and how often in vain. */
  receives: Receives | undefined;
  /** Messages that an instance takes at one poll; 0 where it is given them one by one. */
  batch: number;
  /** One failure or success is that of a whole batch, which is worked on once. */
  handlesBatches: boolean;
  /** Batches are filled before they are worked on. */
  gathers: boolean;
  /** Instances ask at intervals, and are given nothing between. */
  asksAtIntervals: boolean;
  /** What it is given counts as settled before it has seen it. */
  acksOnDelivery: boolean;
  concurrency: number;
  concurrencyLimit: number;

  constructor(kernel: Kernel, id: string) {
    const figures = new ServiceFigures(kernel.probe);
    this.figures = figures;
    this.counted = figures.first;
    this.waitingTimes = figures.waitingTimes;
    this.serviceTimes = figures.serviceTimes;
    this.endToEndTimes = figures.endToEndTimes;
    this.stream = kernel.stream(id, "work");
    this.handlers = -1;
    this.plainSlots = 0;
    this.busySlots = 0;
    this.receives = undefined;
    this.batch = 0;
    this.handlesBatches = false;
    this.gathers = false;
    this.asksAtIntervals = false;
    this.acksOnDelivery = false;
    this.concurrency = 1;
    this.concurrencyLimit = UNLIMITED;
  }
}
