import type { Fault } from "../model/index.ts";
import type { World } from "../services/World.ts";

type Deploy = Extract<Fault, { fault: "deploy" }>;

/** A step of a deploy: one instance is taken out, or comes back with the new versions. */
export interface DeployStep {
  readonly delay: number;
  /** Twice the number of the instance, one more when it comes back. */
  readonly code: number;
}

/** F14. The steps of a deploy: instance by instance over the time that it takes, each away for its down time. */
export function deploySteps(world: World, fault: Deploy): DeployStep[] {
  const count = world.services.get(fault.target)?.instances.length ?? 0;
  return Array.from({ length: count }, (_, number) => {
    const delay = ((fault.rolling ?? 0) * number) / count;
    return [
      { delay, code: number * 2 },
      { delay: delay + fault.down, code: number * 2 + 1 },
    ];
  }).flat();
}

/** Carries a step out: an instance finishes what it has and gets nothing new, or is there again. */
export function deployStep(world: World, fault: Deploy, code: number): void {
  const service = world.services.get(fault.target);
  const instance = service?.instances[code >> 1];
  if (service === undefined || instance === undefined) return;
  const isBack = code % 2 === 1;
  if (isBack) service.contracts?.deploy(instance.index, fault);
  instance.isLeaving = !isBack;
  instance.refreshMembers();
  if (!isBack) return;
  world.handling.fillSlots(instance);
  for (const member of instance.members) member.subscription.serve(member);
  world.handling.polling.ask(instance);
}
