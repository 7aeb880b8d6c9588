import { type Kernel, whatOf } from "../kernel/Kernel.ts";
import { FIRST_FAULT_KIND, SERVICE_EVENT } from "./eventKinds.ts";
import type { Instance } from "./Instance.ts";
import { FAILURE_KINDS } from "./Program.ts";
import { stopWaitingForRoom } from "./publications.ts";
import type { World } from "./World.ts";

const TIMEOUT = FAILURE_KINDS.indexOf("timeout");

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
  instance.limitTimers ??= new Map();
  instance.limitTimers.set(delivery, event);
}

/** A handler runs no longer. */
export function unwatch(kernel: Kernel, instance: Instance, delivery: number): void {
  shelter(kernel, instance, delivery);
  const timer = instance.limitTimers?.get(delivery);
  if (timer === undefined) return;
  instance.limitTimers?.delete(delivery);
  kernel.events.cancel(timer);
}

/** H12. A handler has taken longer than it may: it fails where it stands. */
export function reachTimeLimit(
  { handling, context }: World,
  number: number,
  delivery: number,
): void {
  const { deliveries, pendingCalls } = handling;
  const instance = handling.instances[number]!;
  instance.limitTimers?.delete(delivery);
  const timer = deliveries.timerOf(delivery);
  if (timer >= 0) context.kernel.events.cancel(timer);
  stopWaitingForRoom(handling, context, delivery);
  pendingCalls.delete(delivery);
  const request = deliveries.requestOf(delivery);
  if (request >= 0) handling.onAbandon(request);
  deliveries.setRequest(delivery, -1);
  instance.service.waits?.abandon(delivery);
  deliveries.setStep(delivery, instance.service.failAddress(TIMEOUT));
  handling.proceed(delivery);
}

/** F7. A handler begins to run in an instance that fails while it works: draws the time to that failure. */
export function expose(kernel: Kernel, instance: Instance, delivery: number): void {
  shelter(kernel, instance, delivery);
  if (instance.hazard === undefined) return;
  const { law, stream, fault } = instance.hazard;
  const delay = kernel.laws.sample(law, stream);
  const event = kernel.events.schedule(delay, whatOf(FIRST_FAULT_KIND, fault), delivery);
  instance.hazardTimers ??= new Map();
  instance.hazardTimers.set(delivery, event);
}

/** F7. A handler runs no longer. */
function shelter(kernel: Kernel, instance: Instance, delivery: number): void {
  const timer = instance.hazardTimers?.get(delivery);
  if (timer === undefined) return;
  instance.hazardTimers?.delete(delivery);
  kernel.events.cancel(timer);
}
