import { CHANNEL_EVENT } from "../channels/eventKinds.ts";
import { SERVICE_EVENT } from "../services/eventKinds.ts";
import type { World } from "../services/World.ts";

/** Events that only look after things: so many of them in a row and nothing else pending, and a run that drains is over. */
export const IDLE_KINDS = new Set<number>([
  CHANNEL_EVENT.retain,
  CHANNEL_EVENT.pollAgain,
  CHANNEL_EVENT.pollTimeout,
  CHANNEL_EVENT.commitDue,
  CHANNEL_EVENT.mirrorLooks,
  SERVICE_EVENT.poll,
  SERVICE_EVENT.autoscale,
]);
/** The same of relays that try in vain to publish (O2). */
export const RELAY_KINDS = new Set<number>([
  SERVICE_EVENT.relayPolls,
  SERVICE_EVENT.relayRead,
  SERVICE_EVENT.relayMarked,
]);
/** Publications that come to a channel. */
export const ARRIVALS = new Set<number>([CHANNEL_EVENT.arrive, CHANNEL_EVENT.admitted]);

/** Pending events that only look after things. */
export function idleCount({ context, handling, autoscalers, streams, outboxList }: World): number {
  let idle = handling.polling.sleepingCount;
  for (const autoscaler of autoscalers) if (autoscaler.isLooking) idle++;
  for (const { retainCount, groups } of streams.values()) {
    idle += retainCount;
    for (const { group } of groups) idle += group.membership.pollCount;
  }
  for (const outbox of outboxList) idle += outbox.vainEvents;
  for (const mirror of context.mirrors) idle += mirror.lookCount;
  return idle;
}
