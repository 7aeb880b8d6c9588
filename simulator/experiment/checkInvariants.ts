import type { World } from "../services/World.ts";

/** Sentences that say which sums do not come out: per channel, per subscription and group, per producer, and for all. */
export function checkInvariants(world: World): string[] {
  const found: string[] = [];
  const { kernel, messages, entries } = world.context;
  for (const queue of world.queues.values()) found.push(...queue.problems());
  for (const [id, feeds] of world.feeds)
    if (!world.queues.has(id))
      for (const feed of feeds) found.push(...feed.figures.problems(feed.id));
  for (const producer of world.producers.values()) {
    if (producer.endedSinceStart > producer.producedSinceStart)
      found.push(
        `${producer.id}: ${producer.producedSinceStart} roots produced, but ${producer.endedSinceStart} ended`,
      );
  }
  for (const service of world.services.values()) {
    const running = service.instances.reduce((sum, instance) => sum + instance.running.length, 0);
    if (running !== service.busySlots)
      found.push(
        `${service.id}: ${service.busySlots} handlers run, but ${running} in its instances`,
      );
    for (const instance of service.instances) {
      const { running: handlers, number } = instance;
      if (handlers.length > service.concurrency)
        found.push(
          `${service.id}: instance ${number} runs ${handlers.length} handlers in ${service.concurrency} slots`,
        );
      const atWork = instance.pauses > 0 ? 0 : handlers.length;
      const measured = kernel.probe.gauges.valueOf(instance.busyGauge);
      if (measured !== atWork)
        found.push(
          `${service.id}: instance ${number} has ${atWork} handlers at work, but ${measured} are measured`,
        );
    }
  }
  const present = [...world.feeds.values()]
    .flat()
    .reduce((sum, feed) => sum + feed.figures.presentCount, 0);
  if (entries.rows.liveCount < present)
    found.push(
      `${present} entries are present, but only ${entries.rows.liveCount} rows are in use`,
    );
  if (messages.openCount === 0 && world.handling.deliveries.rows.liveCount > 0)
    found.push(
      `nothing is open, but ${world.handling.deliveries.rows.liveCount} deliveries are held`,
    );
  const roots = [...world.producers.values()].reduce(
    (sum, producer) => sum + producer.producedSinceStart - producer.endedSinceStart,
    0,
  );
  if (messages.openCount < roots)
    found.push(`${roots} roots have not ended, but only ${messages.openCount} things are open`);
  return found;
}
