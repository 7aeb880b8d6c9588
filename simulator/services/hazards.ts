import { type Kernel, whatOf } from "../kernel/Kernel.ts";
import { FIRST_FAULT_KIND } from "./eventKinds.ts";
import type { Instance } from "./Instance.ts";

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
export function shelter(kernel: Kernel, instance: Instance, delivery: number): void {
  const timer = instance.hazardTimers.get(delivery);
  if (timer === undefined) return;
  instance.hazardTimers.delete(delivery);
  kernel.events.cancel(timer);
}
