import { whatOf } from "../kernel/Kernel.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Service } from "./Service.ts";
import type { World } from "./World.ts";

/**
 * Adds and removes instances as load changes (RULES L5). At each look: by lag, one instance for each `target`
 * messages; by lag in seconds or utilization, as many as would bring the figure to the target if it is shared
 * evenly (the rule of the Kubernetes horizontal autoscaler: ceil(instances · figure / target)). New ones are ready
 * after `startup`; fewer are kept only when fewer were enough for the whole `cooldown`.
 */
export class Autoscaler {
  private readonly world: World;
  private readonly service: Service;
  /** Instances that are wanted; those above what is there are starting. */
  private wanted: number;
  private enoughSince = 0;

  constructor(world: World, service: Service) {
    this.world = world;
    this.service = service;
    this.wanted = service.settings.instances;
  }

  /** Begins to look. */
  start(): void {
    this.lookLater();
  }

  /** Looks, and decides. */
  look(): void {
    const scaling = this.service.settings.autoscaling;
    if (scaling === undefined) return;
    const { events } = this.world.context.kernel;
    const desired = Math.min(
      scaling.maximum,
      Math.max(scaling.minimum, this.desired(scaling.on, scaling.target)),
    );
    if (desired >= this.wanted) this.enoughSince = events.now;
    if (desired > this.wanted) {
      this.wanted = desired;
      events.schedule(
        scaling.startup,
        whatOf(SERVICE_EVENT.instanceReady, this.service.index),
        desired,
      );
    } else if (desired < this.wanted && events.now - this.enoughSince >= scaling.cooldown) {
      this.wanted = desired;
      this.world.staff.setInstances(this.service, desired);
      this.enoughSince = events.now;
    }
    this.lookLater();
  }

  /** Instances that were starting are ready, unless they are wanted no longer. */
  ready(count: number): void {
    const present = this.presentCount;
    if (count <= this.wanted && count > present) this.world.staff.setInstances(this.service, count);
  }

  private get presentCount(): number {
    return this.service.instances.filter((instance) => !instance.isLeaving).length;
  }

  private desired(on: "lag" | "lag-seconds" | "utilization", target: number): number {
    const { service } = this;
    const { feeds } = service;
    const present = Math.max(1, this.presentCount);
    if (on === "lag") return Math.ceil(feeds.reduce((sum, feed) => sum + feed.depth, 0) / target);
    if (on === "lag-seconds")
      return Math.ceil(
        (present * feeds.reduce((oldest, feed) => Math.max(oldest, feed.lagSeconds), 0)) / target,
      );
    return Math.ceil(service.busySlots / service.concurrency / target);
  }

  /** It will look again. */
  get isLooking(): boolean {
    return this.service.settings.autoscaling !== undefined;
  }

  private lookLater(): void {
    const every = this.service.settings.autoscaling?.every;
    const { events } = this.world.context.kernel;
    if (every !== undefined)
      events.scheduleInLane(
        events.laneFor(every),
        whatOf(SERVICE_EVENT.autoscale, this.service.index),
        0,
      );
  }
}
