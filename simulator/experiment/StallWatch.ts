import type { FutureEventList } from "../kernel/FutureEventList.ts";
import type { Producer } from "../services/Producer.ts";
import type { World } from "../services/World.ts";
import { type Activity, activityOf, stalled } from "./SimulationStalled.ts";

/** Events at one instant after which it is looked at whether anything goes on. */
const LIMIT = 500_000;

/** E2. Tells a run that goes round and round at one instant from one in which much happens at once. */
export class StallWatch {
  /** Roots begun and ended, when that was looked at last, and what every node had done by then. */
  private progress = -1;
  private activity: Activity | undefined = undefined;
  /** The instant that was looked at last, in seconds, and the roots of each producer when it was first looked at. */
  private instant = Number.NaN;
  private rootsBefore: readonly number[] = [];
  private readonly world: World;
  private readonly events: FutureEventList;

  constructor(world: World) {
    this.world = world;
    this.events = world.context.kernel.events;
  }

  /** Events that may happen before it is to be asked again, so that a stall is seen at the same event however a run is cut. */
  get room(): number {
    return LIMIT + 1 - this.events.takenNow;
  }

  /** Whether it is to be asked before any other event. */
  get isDue(): boolean {
    return this.events.takenNow > LIMIT;
  }

  /** Something was done to the run: what was at a standstill may be so no longer. */
  beginAnew(): void {
    this.events.countAnew();
    this.progress = -1;
    this.instant = Number.NaN;
    this.activity = undefined;
  }

  /** Throws `SimulationStalled` when many events have happened at this instant and nothing has come of them. */
  look(): void {
    if (!this.isDue) return;
    this.events.countAnew();
    this.checkProgress();
  }

  /** A million messages at one instant are slow, and no stall: roots begin or end. The same few round and round are one. */
  private checkProgress(): void {
    const { producerList, sagaList } = this.world;
    if (this.instant !== this.events.now) {
      this.instant = this.events.now;
      this.rootsBefore = producerList.map(rootsOf);
    }
    let progress = 0;
    for (const [i, producer] of producerList.entries())
      progress += this.progressOf(producer, this.rootsBefore[i]!);
    for (const saga of sagaList) progress += saga.figures.startedSinceStart - saga.runningCount;
    const activity = activityOf(this.world);
    if (progress === this.progress)
      throw stalled(this.world, LIMIT, activity, this.activity ?? activity);
    this.progress = progress;
    this.activity = activity;
  }

  /** A user of a closed population who asks again at the instant of his answer gets nowhere: of each one root counts. */
  private progressOf(producer: Producer, before: number): number {
    const roots = rootsOf(producer);
    return before + Math.min(roots - before, 2 * producer.population);
  }
}

/** Roots that a producer has begun, and those of them that have ended. */
function rootsOf({ producedSinceStart, endedSinceStart }: Producer): number {
  return producedSinceStart + endedSinceStart;
}
