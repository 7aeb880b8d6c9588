import type { DistributionParameters } from "./DistributionParameters.ts";
import { type Distributions, LANE } from "./Distributions.ts";
import type { FutureEventList } from "./FutureEventList.ts";
import { ADDRESS, INTS } from "./memory.ts";

/**
 * Times that pass between one event and the next. A constant one waits in a lane of the event list; any
 * other is drawn and waits in the heap.
 */
export class Delays {
  private readonly events: FutureEventList;
  private readonly laws: Distributions;

  constructor(events: FutureEventList, laws: Distributions) {
    this.events = events;
    this.laws = laws;
  }

  /** Adds a delay and returns its address, which is also that of its law. */
  compile(parameters: DistributionParameters): number {
    const law = this.laws.compile(parameters);
    this.setLane(law);
    return law;
  }

  /** A delay that nobody will replace: equal ones are kept once. */
  share(parameters: DistributionParameters): number {
    const law = this.laws.share(parameters);
    this.setLane(law);
    return law;
  }

  /** Replaces a delay in place: events scheduled from now on follow the new law. */
  replace(delay: number, parameters: DistributionParameters): void {
    this.laws.replace(delay, parameters);
    this.setLane(delay);
  }

  /** Whether a delay is always 0, so that no event is needed. */
  isZero(delay: number): boolean {
    return this.laws.isConstant(delay) && this.laws.constantOf(delay) === 0;
  }

  /** Whether a delay is always the same. */
  isConstant(delay: number): boolean {
    return this.laws.isConstant(delay);
  }

  /** Schedules an event after this delay. Returns its handle. */
  after(delay: number, stream: number, what: number, subject: number): number {
    const lane = INTS[(delay & ADDRESS) + LANE]!;
    if (lane >= 0) return this.events.scheduleInLane(lane, what, subject);
    const { events } = this;
    this.laws.draw(delay, stream);
    return events.scheduleDrawn(what, subject);
  }

  /** Schedules an event after this delay, stretched by a factor. Returns its handle. */
  afterStretched(
    delay: number,
    factor: number,
    stream: number,
    what: number,
    subject: number,
  ): number {
    if (factor === 1) return this.after(delay, stream, what, subject);
    return this.events.schedule(this.laws.sample(delay, stream) * factor, what, subject);
  }

  private setLane(delay: number): void {
    const isConstant = this.laws.isConstant(delay);
    INTS[delay + LANE] = isConstant ? this.events.laneFor(this.laws.constantOf(delay)) : -1;
  }
}
