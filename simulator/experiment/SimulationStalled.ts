import { exactCount } from "../model/index.ts";
import type { World } from "../services/World.ts";
import { SimulationStopped } from "./SimulationStopped.ts";

/** A run gets nowhere; the message names who is at fault and what to do. */
export class SimulationStalled extends SimulationStopped {
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
  const where =
    busiestSince(activity, before) ?? "none of them about a message (look at faults and intervals)";
  return new SimulationStalled(
    `Simulated time stands still at ${world.context.kernel.events.now} s: more than ${exactCount(count)} events happened at that instant and nothing came to an end, ${where}. A cycle of steps, links, retries or users takes no time; give one of them a latency, a work time, a backoff or a think time.`,
  );
}

/**
 * The error of a run that drains and in which `count` events more have happened and no message has come to its end.
 * @param activity what the nodes have done, now and some while before
 */
export function neverDrained(
  world: World,
  count: number,
  activity: Activity,
  before: Activity,
): SimulationStalled {
  const { openCount } = world.context.messages;
  const where = busiestSince(activity, before) ?? "none of them about a message";
  return new SimulationStalled(
    `The run does not drain: at ${world.context.kernel.events.now} s another ${exactCount(count)} events have happened since a message came to its end, ${where}, and ${exactCount(openCount)} have not. Something is tried for ever; give its retries a limit or its dead letters a way out, or let the run end at its duration ("drain": false).`,
  );
}

/** The nodes that have done most since, in words; undefined where none has done anything. */
function busiestSince(activity: Activity, before: Activity): string | undefined {
  const busiest = [...activity]
    .map(([id, done]) => ({ id, done: done - (before.get(id) ?? 0) }))
    .filter(({ done }) => done > 0)
    .sort((a, b) => b.done - a.done)
    .slice(0, MOST_NAMES);
  if (busiest.length === 0) return undefined;
  return `most of them at ${busiest.map(({ id }) => `"${id}"`).join(", ")}`;
}
