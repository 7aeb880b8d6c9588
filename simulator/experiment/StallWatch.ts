import type { FutureEventList } from "../kernel/FutureEventList.ts";
import type { World } from "../services/World.ts";
import { stalled } from "./SimulationStalled.ts";

/** Events at one instant after which it is looked at whether anything goes on. */
const LIMIT = 500_000;

/** Tells a run that goes round and round at one instant from one in which much happens at once. */
export class StallWatch {
  /** Roots begun and ended, when that was looked at last. */
  private progress = -1;
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

  /** Throws `SimulationStalled` when many events have happened at this instant and nothing has come of them. */
  look(): void {
    if (this.events.takenNow <= LIMIT) return;
    this.events.countAnew();
    this.checkProgress();
  }

  /** A million messages at one instant are slow, and no stall: roots begin or end. The same few round and round are one. */
  private checkProgress(): void {
    let progress = 0;
    for (const producer of this.world.producerList)
      progress += producer.producedSinceStart + producer.endedSinceStart;
    for (const saga of this.world.sagaList)
      progress += saga.figures.startedSinceStart - saga.runningCount;
    if (progress === this.progress) throw stalled(this.world, LIMIT);
    this.progress = progress;
  }
}
