import type { World } from "../services/World.ts";

/** A run cannot go on; the message names who is at fault and what to do. */
export class SimulationStalled extends Error {
  override readonly name = "SimulationStalled";
}

/** Nodes that are named at most. */
const MOST_NAMES = 6;

/** How much every node has done so far, by its id: what it has published, taken in, begun or been asked. */
export type Activity = ReadonlyMap<string, number>;

/** What every node has done up to now. */
export function activityOf(world: World): Activity {
  const done = new Map<string, number>();
  for (const [id, producer] of world.producers) done.set(id, producer.producedSinceStart);
  for (const channels of [world.queues, world.topics, world.streams])
    for (const [id, { entrance }] of channels) done.set(id, entrance.publishedCount);
  for (const [id, feeds] of world.feeds)
    for (const { figures } of feeds)
      done.set(id, (done.get(id) ?? 0) + figures.redeliveredCount + figures.deadLetteredCount);
  for (const [id, { figures }] of world.services) done.set(id, figures.startedCount);
  for (const [id, server] of world.servers) done.set(id, server.counts.calls);
  return done;
}

/**
 * The error of a run in which more than `count` events happened at one instant and nothing came of them.
 * @param activity what the nodes have done, now and before those events
 */
export function stalled(
  world: World,
  count: number,
  activity: Activity,
  before: Activity,
): SimulationStalled {
  const busiest = [...activity]
    .map(([id, done]) => ({ id, done: done - (before.get(id) ?? 0) }))
    .filter(({ done }) => done > 0)
    .sort((a, b) => b.done - a.done)
    .slice(0, MOST_NAMES);
  const names = busiest.map(({ id }) => `"${id}"`).join(", ");
  const where =
    names === ""
      ? "none of them about a message (look at faults and intervals)"
      : `most of them at ${names}`;
  return new SimulationStalled(
    `Simulated time stands still at ${world.context.kernel.events.now} s: more than ${count} events happened at that instant and nothing came to an end, ${where}. A cycle of steps, links, retries or users takes no time; give one of them a latency, a work time, a backoff or a think time.`,
  );
}
