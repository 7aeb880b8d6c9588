import type { Context } from "../channels/Context.ts";
import type { Member } from "../channels/Member.ts";
import { brokerOf } from "../channels/sharePorts.ts";
import type { Kernel } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { Link, System, TimeDistribution } from "../model/index.ts";
import { crossingBack, crossingOf } from "../model/network.ts";
import { deliverySettings } from "./deliverySettings.ts";

/** N1, N2, B9. The way of what a member is given, and of its acks: what they take, and what they have to wait for. */
export function layWay(
  { kernel, brokers }: Context,
  system: System,
  member: Member,
  link: Extract<Link, { kind: "subscribe" }>,
): void {
  const settings = deliverySettings(system, link);
  member.deliveryDelay = delayOf(kernel, [...crossingOf(system, link), settings.deliveryLatency]);
  member.ackDelay = delayOf(kernel, [...crossingBack(system, link), settings.ackLatency]);
  member.broker = brokerOf(brokers, system, link.source);
  member.isShared = member.wire.pipe !== undefined || member.broker?.gate !== undefined;
  // What waits for others is on its way meanwhile.
  if (member.isShared && member.deliveryDelay < 0)
    member.deliveryDelay = kernel.delays.share(lawOf(0));
}

/** A delay that is the sum of laws, −1 when it takes no time. */
function delayOf({ delays }: Kernel, latencies: readonly (TimeDistribution | undefined)[]): number {
  const of = latencies.map((latency) => lawOf(latency ?? 0));
  const delay = delays.share({ kind: "sum", of });
  return delays.isZero(delay) ? -1 : delay;
}
