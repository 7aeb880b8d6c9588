import { type Kernel, whatOf } from "../kernel/Kernel.ts";
import { FIRST_FAULT_KIND, SERVICE_EVENT } from "./eventKinds.ts";
import type { Instance } from "./Instance.ts";

/** A handler begins to run in an instance where something may cut it short: F7, H12. */
export function watch(kernel: Kernel, instance: Instance, delivery: number): void {
  unwatch(kernel, instance, delivery);
  expose(kernel, instance, delivery);
  const { timeLimitLane } = instance.service;
  if (timeLimitLane < 0) return;
  const event = kernel.events.scheduleInLane(
    timeLimitLane,
    whatOf(SERVICE_EVENT.timeLimit, instance.index),
    delivery,
  );
  instance.limitTimers.set(delivery, event);
}

/** A handler runs no longer. */
export function unwatch(kernel: Kernel, instance: Instance, delivery: number): void {
  shelter(kernel, instance, delivery);
  const timer = instance.limitTimers.get(delivery);
  if (timer === undefined) return;
  instance.limitTimers.delete(delivery);
  kernel.events.cancel(timer);
}

/** F7. A handler begins to run in an instance that fails while it works: draws the time to that failure. */
export function expose(kernel: Kernel, instance: Instance, delivery: number): void {
  shelter(kernel, instance, delivery);
  if (instance.hazard === undefined) return;
  const { law, stream, fault } = instance.hazard;
  const delay = kernel.laws.sample(law, stream);
  const event = kernel.events.schedule(delay, whatOf(FIRST_FAULT_KIND, fault), delivery);
  instance.hazardTimers.set(delivery, event);
}

/** F7. A handler runs no longer. */
function shelter(kernel: Kernel, instance: Instance, delivery: number): void {
  const timer = instance.hazardTimers.get(delivery);
  if (timer === undefined) return;
  instance.hazardTimers.delete(delivery);
  kernel.events.cancel(timer);
}
