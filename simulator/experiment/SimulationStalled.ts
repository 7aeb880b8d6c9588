import type { World } from "../services/World.ts";

/** A run cannot go on; the message names who is at fault and what to do. */
export class SimulationStalled extends Error {
  override readonly name = "SimulationStalled";
}

/** Nodes of a kind that are named at the most. */
const NAMED = 3;
/** Who does less than this share of what the busiest does is not named: he has no part in it. */
const LEAST_SHARE = 0.1;

/** The error of a run in which more than `count` events happened at one instant and nothing came of them. */
export function stalled(world: World, count: number): SimulationStalled {
  const names = busiest(world).map((id) => `"${id}"`);
  return new SimulationStalled(
    `Simulated time stands still at ${world.context.kernel.events.now} s: more than ${count} events happened at that instant and nothing came to an end, most of them at ${names.join(", ")}. A cycle of steps, links or retries takes no time; give one of them a latency, a work time or a backoff.`,
  );
}

/** The services that began the most, then the channels that were given the most. */
function busiest({ services, queues, topics, streams }: World): string[] {
  const channels = [...queues.values(), ...topics.values(), ...streams.values()];
  const kinds = [
    [...services.values()].map(({ id, figures }) => ({ id, done: figures.startedCount })),
    channels.map(({ id, entrance }) => ({ id, done: entrance.publishedCount })),
  ];
  const most = Math.max(...kinds.flat().map(({ done }) => done));
  return kinds.flatMap((kind) =>
    kind
      .filter(({ done }) => done > 0 && done >= most * LEAST_SHARE)
      .sort((a, b) => b.done - a.done)
      .slice(0, NAMED)
      .map(({ id }) => id),
  );
}
