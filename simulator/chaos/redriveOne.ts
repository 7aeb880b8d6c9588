import { Subscription } from "../channels/Subscription.ts";
import type { Fault } from "../model/index.ts";
import type { World } from "../services/World.ts";

/** F8. Sends the oldest stored message of a channel back where the redrive says. Returns false when there is none. */
export function redriveOne(world: World, fault: Extract<Fault, { fault: "redrive" }>): boolean {
  const feed = world.feeds.get(fault.target)?.[0];
  const { queues, topics, streams, context } = world;
  const channel = queues.get(fault.to) ?? topics.get(fault.to) ?? streams.get(fault.to);
  if (!(feed instanceof Subscription) || channel === undefined) return false;
  const message = feed.takeStored();
  if (message < 0) return false;
  channel.enter(message, -1);
  context.messages.done(message);
  return true;
}
