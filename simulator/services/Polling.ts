import type { Context } from "../channels/Context.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Instance } from "./Instance.ts";

/** What an event of an instance's polls is: a sleep is over, a long poll, the filling of a batch. */
const SLEEP_OVER = 0;
const WAIT_OVER = 1;
const WINDOW_OVER = 2;
/** Stands for the timer of a batch that is being completed. */
const COMPLETING = -1;

/**
 * Instances that ask for messages instead of being given them (RULES H10). One asks when the run begins, when
 * it has finished all that it took, after each sleep, and when it is up again. Without an interval it waits for
 * the next message: then it is given one, and takes as many more as are ready.
 */
export class Polling {
  private readonly context: Context;
  /** Pending polls by instance. */
  private readonly sleeping = new Map<Instance, number>();
  /** Ends of long polls, and of the times for which batches are filled. */
  private readonly waiting = new Map<Instance, number>();
  private readonly gathering = new Map<Instance, number>();
  /** What an instance has gathered is to be worked on. Set by the part that knows handlers. */
  onGathered: (instance: Instance) => void = () => undefined;

  constructor(context: Context) {
    this.context = context;
  }

  /** The instance may ask: it does so now if it is awake, up, and holds nothing. */
  ask(instance: Instance): void {
    const { interval } = instance.service.settings.poll ?? {};
    if (interval === undefined || !instance.isTaking || this.sleeping.has(instance)) return;
    // Readers of streams see to their polls themselves (S14).
    if (instance.readsStreams) return;
    if (instance.running.length + instance.buffer.length + instance.inTransit.length > 0) return;
    if (this.waiting.has(instance) || this.take(instance) > 0) return;
    const { wait = 0 } = instance.service.settings.poll ?? {};
    if (wait > 0) this.wait(instance, wait);
    else this.sleep(instance, interval);
  }

  /** Instances that will poll again. */
  get sleepingCount(): number {
    return this.sleeping.size + this.waiting.size;
  }

  /** A sleep is over, a long poll has had no answer, or a batch has been filled for long enough. */
  wake(instance: Instance, what: number): void {
    if (what === WINDOW_OVER) this.complete(instance);
    else if (what === WAIT_OVER) {
      this.stopWaiting(instance);
      instance.service.receives?.ended(0);
      this.sleep(instance, instance.service.settings.poll?.interval ?? 0);
    } else {
      this.sleeping.delete(instance);
      this.ask(instance);
    }
  }

  /** H19. A message has come to an instance that waits for one. Returns false where none does. */
  answered(instance: Instance): boolean {
    const wait = this.waiting.get(instance);
    if (wait === undefined) return false;
    this.context.kernel.events.cancel(wait);
    this.stopWaiting(instance);
    return true;
  }

  /** H20. A batch has got a message: it is worked on when it is full, or its window is over (of a stream's, S23: when all of the poll is here). */
  gather(instance: Instance): void {
    const { batch } = instance.service;
    const window = instance.readsStreams ? 0 : instance.service.window;
    const timer = this.gathering.get(instance);
    if (instance.isGathered || timer === COMPLETING) return;
    if (instance.buffer.length >= batch) {
      if (timer !== undefined) this.context.kernel.events.cancel(timer);
      this.gathering.delete(instance);
      this.onGathered(instance);
    } else if (timer === undefined && instance.buffer.length > 0)
      this.gathering.set(instance, this.after(window, instance, WINDOW_OVER));
  }

  /** H20. The time of a batch is over: what is ready at this instant still joins it. */
  private complete(instance: Instance): void {
    if (instance.readsStreams && instance.inTransit.length > 0) {
      this.gathering.delete(instance);
      return;
    }
    this.gathering.set(instance, COMPLETING);
    for (const member of instance.members) {
      const room = instance.service.batch - instance.buffer.length;
      if (room > 0 && !member.subscription.retriesInPlace) member.subscription.take(member, room);
    }
    this.gathering.delete(instance);
    this.onGathered(instance);
  }

  /** The instance is gone, and what it waited for with it. */
  stop(instance: Instance): void {
    for (const timers of [this.sleeping, this.waiting, this.gathering]) {
      const timer = timers.get(instance);
      if (timer !== undefined) this.context.kernel.events.cancel(timer);
      timers.delete(instance);
    }
    instance.isAwaiting = false;
    instance.isGathered = false;
  }

  /** H19. A long poll: for so long the instance is given what comes. */
  private wait(instance: Instance, wait: number): void {
    this.waiting.set(instance, this.after(wait, instance, WAIT_OVER));
    instance.isAwaiting = true;
    instance.refreshMembers();
  }

  private stopWaiting(instance: Instance): void {
    this.waiting.delete(instance);
    instance.isAwaiting = false;
    instance.refreshMembers();
  }

  private sleep(instance: Instance, interval: number): void {
    this.sleeping.set(instance, this.after(interval, instance, SLEEP_OVER));
  }

  private after(delay: number, instance: Instance, subject: number): number {
    const { events } = this.context.kernel;
    const what = whatOf(SERVICE_EVENT.poll, instance.index);
    return events.scheduleInLane(events.laneFor(delay), what, subject);
  }

  private take(instance: Instance): number {
    const { receives, figures } = instance.service;
    const taken = receives?.several(() => takeUpTo(instance)) ?? takeUpTo(instance);
    const isOver = taken > 0 || (instance.service.settings.poll?.wait ?? 0) === 0;
    if (isOver) receives?.ended(taken);
    if (taken > 0) this.context.kernel.probe.histograms.add(figures.batchSizes, taken);
    return taken;
  }
}

/** Takes what is ready, up to a batch. Returns how many messages that are. */
function takeUpTo({ members, service }: Instance): number {
  let taken = 0;
  for (const member of members) taken += member.subscription.take(member, service.batch - taken);
  return taken;
}
