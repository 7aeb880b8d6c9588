import type { World } from "../services/World.ts";
import { stalled } from "./SimulationStalled.ts";

/** Events at one instant after which it is looked at whether anything goes on. */
const LIMIT = 500_000;

/** Tells a run that goes round and round at one instant from one in which much happens at once. */
export class StallWatch {
  /** Events since the clock was seen to move on. */
  private count = 0;
  /** Roots begun and ended, when that was looked at last. */
  private progress = -1;
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /**
   * So many events have happened while the clock went from one time to another. Throws `SimulationStalled` when it stands still and
   * nothing has come of many.
   */
  passed(from: number, to: number, events: number): void {
    this.count = to > from ? 0 : this.count + events;
    if (this.count > LIMIT) this.checkProgress();
  }

  /** A million messages at one instant are slow, and no stall: roots begin or end. The same few round and round are one. */
  private checkProgress(): void {
    this.count = 0;
    let progress = 0;
    for (const producer of this.world.producerList)
      progress += producer.producedSinceStart + producer.endedSinceStart;
    for (const saga of this.world.sagaList)
      progress += saga.figures.startedSinceStart - saga.runningCount;
    if (progress === this.progress) throw stalled(this.world, LIMIT);
    this.progress = progress;
  }
}
