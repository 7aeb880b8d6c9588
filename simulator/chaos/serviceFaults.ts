import { whatOf } from "../kernel/Kernel.ts";
import type { Fault } from "../model/index.ts";
import { SERVICE_EVENT } from "../services/eventKinds.ts";
import type { Outbox } from "../services/Outbox.ts";
import type { Service } from "../services/Service.ts";
import type { World } from "../services/World.ts";

/** O4. What crashes of a database is the relay of its outbox. */
export function crashRelay(
  world: World,
  fault: Extract<Fault, { fault: "crash" }>,
  outbox: Outbox,
): () => void {
  const hasEnd = fault.for !== undefined || fault.mttr !== undefined;
  outbox.crash();
  if (!hasEnd)
    world.context.kernel.events.schedule(
      outbox.restartTime,
      whatOf(SERVICE_EVENT.relayRestarts, outbox.index),
      0,
    );
  return () => outbox.restart();
}

/** F5. All instances of a service are down for as long as it lasts. */
export function serviceOutage({ lifecycle }: World, service: Service): () => void {
  const struck = service.instances.filter((instance) => instance.isUp);
  lifecycle.crash(struck, Infinity);
  return () => {
    for (const instance of struck) lifecycle.restart(instance);
  };
}
