import type { Context } from "../channels/Context.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Handling } from "./Handling.ts";
import type { Instance } from "./Instance.ts";

const COLD_STARTED = whatOf(SERVICE_EVENT.coldStarted, 0);

/** H11, V5. Whether the handler has to wait: until its instance has started from cold, or has looked a version up. */
export function beginsLate(
  handling: Handling,
  { kernel }: Context,
  instance: Instance,
  delivery: number,
): boolean {
  const delay = instance.delayBefore(handling.messageOf(delivery), kernel.events.now);
  if (delay < 0) return false;
  const timer = kernel.delays.after(delay, instance.service.stream, COLD_STARTED, delivery);
  handling.deliveries.setTimer(delivery, timer);
  return true;
}

/** H11. The cold start is over: the handler begins. */
export function coldStarted(handling: Handling, { kernel }: Context, delivery: number): void {
  const instance = handling.instanceOf(delivery);
  handling.deliveries.setTimer(delivery, -1);
  instance.hasStarted(kernel.events.now, (each) => handling.messageOf(each));
  handling.launch(instance, delivery);
}
