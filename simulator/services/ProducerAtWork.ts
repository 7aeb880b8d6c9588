import type { Context } from "../channels/Context.ts";
import type { Port } from "../channels/Port.ts";
import type { FutureEventList } from "../kernel/FutureEventList.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { ADDRESS, DOUBLES } from "../kernel/memory.ts";
import type { RandomStreams } from "../kernel/RandomStreams.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { LatestFacts } from "./LatestFacts.ts";
import { ARRIVALS, LAST, LEFT, ProducerFigures, STEADY_RATE } from "./ProducerFigures.ts";
import type { Publisher } from "./Publisher.ts";

/** What each message asks of its producer. The fields of a base come first in an object: these lie in its first lines of cache. */
export class ProducerAtWork extends ProducerFigures {
  /** Its only message type, −1 where it draws among several; and the only way of that, where it has one. */
  protected only: number;
  protected lone: Port | undefined;
  /** The next candidate's event, −1 while there is none. */
  protected next: number;
  /** What it may take back, undefined where it never does. */
  protected latest: LatestFacts | undefined;
  protected versions: readonly number[] | undefined;
  protected readonly valueStreams: Int32Array;
  protected readonly drawsValues: boolean;
  /** Whether some of what it makes can be read by nobody (faults). */
  protected isPoisoned: boolean;
  protected readonly context: Context;
  protected readonly events: FutureEventList;
  protected readonly streams: RandomStreams;
  readonly publisher: Publisher;
  /** Index of its node in the system. */
  readonly node: number;
  protected readonly arrival: number;
  protected readonly typeStream: number;
  /** Whether its users each wait for an answer. */
  protected isClosed: boolean;

  constructor(context: Context, id: string, index: number, node: number, publisher: Publisher) {
    const { kernel } = context;
    super(kernel.probe);
    this.only = -1;
    this.lone = undefined;
    this.next = -1;
    this.latest = undefined;
    this.versions = undefined;
    this.valueStreams = context.types.streamsFor(id);
    this.drawsValues = this.valueStreams.length > 0;
    this.isPoisoned = false;
    this.context = context;
    this.events = kernel.events;
    this.streams = kernel.streams;
    this.publisher = publisher;
    this.node = node;
    this.arrival = whatOf(SERVICE_EVENT.arrival, index);
    this.typeStream = kernel.stream(id, "message type");
    this.isClosed = false;
    kernel.streamAt(this.at + ARRIVALS, id, "arrivals");
    this.arrivalsLeft = Infinity;
  }

  /** No arrival comes later. */
  protected get end(): number {
    return DOUBLES[((this.at & ADDRESS) + LAST) >> 1]!;
  }
  protected set end(time: number) {
    DOUBLES[((this.at & ADDRESS) + LAST) >> 1] = time;
  }

  /** Rate at which arrivals come one by one and which never changes, also by no fault; 0 where it is otherwise. */
  protected get steadyRate(): number {
    return DOUBLES[((this.at & ADDRESS) + STEADY_RATE) >> 1]!;
  }
  protected set steadyRate(rate: number) {
    DOUBLES[((this.at & ADDRESS) + STEADY_RATE) >> 1] = rate;
  }

  /** How many messages it may still make. */
  protected get arrivalsLeft(): number {
    return DOUBLES[((this.at & ADDRESS) + LEFT) >> 1]!;
  }
  protected set arrivalsLeft(count: number) {
    DOUBLES[((this.at & ADDRESS) + LEFT) >> 1] = count;
  }
}
