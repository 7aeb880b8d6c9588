import type { World } from "../services/World.ts";
import { DrainWatch } from "./DrainWatch.ts";
import { SimulationStopped } from "./SimulationStopped.ts";
import { budgetSpent, isOutOfMemory, tooLarge } from "./SimulationTooLarge.ts";
import { StallWatch } from "./StallWatch.ts";

/**
 * E2–E5. What stops a run before its end. It stops between two events, at the same one however it is cut into calls, and says so
 * once it is asked to go on from there.
 */
export class StopWatch {
  /** Why the run cannot go on. */
  reason: SimulationStopped | undefined = undefined;
  /** Tells besides when a run that drains is over. */
  readonly drain: DrainWatch;
  private readonly world: World;
  private readonly stall: StallWatch;

  /** @param duration of the run, in seconds */
  constructor(world: World, duration: number) {
    this.world = world;
    this.drain = new DrainWatch(world, duration);
    this.stall = new StallWatch(world);
  }

  /** Events that may happen before it is to be asked again. */
  get room(): number {
    return this.stall.room;
  }

  /** Whether it is to be asked before any other event. */
  get isDue(): boolean {
    return this.world.context.kernel.slabs.isSpent || this.drain.isVain || this.stall.isDue;
  }

  /** Throws `SimulationStopped` when the run cannot go on. */
  look(): void {
    if (this.reason !== undefined) throw this.reason;
    if (this.world.context.kernel.slabs.isSpent) throw budgetSpent(this.world);
    this.stall.look();
    this.drain.look();
  }

  /** Something was thrown. Returns what the run says of it. */
  note(error: unknown): unknown {
    const reason = isOutOfMemory(error) ? tooLarge(this.world) : error;
    if (reason instanceof SimulationStopped) this.reason = reason;
    return reason;
  }

  /** Something was done to the run from outside: that may be what lets it go on, now and whenever it comes here again. */
  tryAgain(): void {
    if (this.reason?.isWhole) this.reason = undefined;
    this.stall.beginAnew();
    this.drain.beginAnew();
  }
}
