import type { Context } from "../channels/Context.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Instance } from "./Instance.ts";

/**
 * Instances that ask for messages instead of being given them (RULES H10). One asks when the run begins, when
 * it has finished all that it took, after each sleep, and when it is up again. Without an interval it waits for
 * the next message: then it is given one, and takes as many more as are ready.
 */
export class Polling {
  private readonly context: Context;
  /** Pending polls by instance. */
  private readonly sleeping = new Map<Instance, number>();

  constructor(context: Context) {
    this.context = context;
  }

  /** The instance may ask: it does so now if it is awake, up, and holds nothing. */
  ask(instance: Instance): void {
    const { interval } = instance.service.settings.poll ?? {};
    if (interval === undefined || !instance.isTaking || this.sleeping.has(instance)) return;
    // Readers of streams see to their polls themselves (S14).
    if (instance.members.every((member) => member.subscription.retriesInPlace)) return;
    if (instance.running.length + instance.buffer.length + instance.inTransit.length > 0) return;
    if (this.take(instance) > 0) return;
    const what = whatOf(SERVICE_EVENT.poll, instance.index);
    const { events } = this.context.kernel;
    this.sleeping.set(instance, events.scheduleInLane(events.laneFor(interval), what, 0));
  }

  /** Instances that will poll again. */
  get sleepingCount(): number {
    return this.sleeping.size;
  }

  /** A sleep is over. */
  wake(instance: Instance): void {
    this.sleeping.delete(instance);
    this.ask(instance);
  }

  /** The instance is gone, and its sleep with it. */
  stop(instance: Instance): void {
    const sleep = this.sleeping.get(instance);
    if (sleep === undefined) return;
    this.context.kernel.events.cancel(sleep);
    this.sleeping.delete(instance);
  }

  private take(instance: Instance): number {
    const { service } = instance;
    let taken = 0;
    for (const member of instance.members)
      taken += member.subscription.take(member, service.batch - taken);
    if (taken > 0) this.context.kernel.probe.histograms.add(service.figures.batchSizes, taken);
    return taken;
  }
}
