import type { Kernel } from "../kernel/Kernel.ts";
import { ADDRESS, INTS } from "../kernel/memory.ts";
import { STREAM_WORDS } from "../kernel/RandomStreams.ts";
import type { Receives } from "./Receives.ts";
import { ASKED, COMPLETED, ServiceFigures, STARTED, WAITED } from "./ServiceFigures.ts";

/** More slots than any run can use. */
export const UNLIMITED = 1 << 29;

/**
 * Words of what each message asks of a service, which stand in one line of cache with what is counted of each message. Whoever has the
 * address of the service needs nothing else of it.
 */
export const HANDLERS = 0;
export const WAITING_TIMES = 1;
export const SERVICE_TIMES = 2;
export const END_TO_END_TIMES = 3;
/** The state of the random stream of its work and choices. */
export const STREAM = 4;
export const BUSY_SLOTS = STREAM + STREAM_WORDS;
/** Counters of each message, as places among the doubles from half the address on. */
export const COUNTED_ATTEMPT = (ASKED >> 1) + STARTED;
export const COUNTED_WAIT = (ASKED >> 1) + WAITED;
export const COUNTED_COMPLETION = (ASKED >> 1) + COMPLETED;

/** What messages ask of a service. The fields of a base come first in an object: these lie in its first lines of cache. */
export class ServiceAtWork {
  readonly figures: ServiceFigures;
  /** Address of the words that each message asks for. */
  readonly at: number;
  /** Random stream of its work and choices. */
  readonly stream: number;
  /** Slots of an instance that handlers may take without further questions: 0 where it is not plain, or slowed or made to fail by faults. */
  plainSlots: number;
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
    this.at = figures.at;
    INTS[this.at + WAITING_TIMES] = figures.waitingTimes;
    INTS[this.at + SERVICE_TIMES] = figures.serviceTimes;
    INTS[this.at + END_TO_END_TIMES] = figures.endToEndTimes;
    this.stream = kernel.streamAt(this.at + STREAM, id, "work");
    this.plainSlots = 0;
    this.handlers = -1;
    this.receives = undefined;
    this.batch = 0;
    this.handlesBatches = false;
    this.gathers = false;
    this.asksAtIntervals = false;
    this.acksOnDelivery = false;
    this.concurrency = 1;
    this.concurrencyLimit = UNLIMITED;
  }

  /** Where the table of its handlers begins in the program: an address for each message type. */
  get handlers(): number {
    return INTS[(this.at & ADDRESS) + HANDLERS]!;
  }
  set handlers(address: number) {
    INTS[(this.at & ADDRESS) + HANDLERS] = address;
  }

  /** Handlers that run in all instances. */
  get busySlots(): number {
    return INTS[(this.at & ADDRESS) + BUSY_SLOTS]!;
  }
  set busySlots(count: number) {
    INTS[(this.at & ADDRESS) + BUSY_SLOTS] = count;
  }
}
