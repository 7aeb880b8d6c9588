import type { World } from "../services/World.ts";

/** A run cannot go on; the message names who is at fault and what to do. */
export class SimulationStalled extends Error {
  override readonly name = "SimulationStalled";
}

/** The error of a run in which more than `count` events happened at one instant and nothing came of them. */
export function stalled(world: World, count: number): SimulationStalled {
  const busiest = [...world.services.values()]
    .sort((a, b) => b.figures.startedCount - a.figures.startedCount)
    .slice(0, 3);
  const names = busiest.map((service) => `"${service.id}"`).join(", ");
  return new SimulationStalled(
    `Simulated time stands still at ${world.context.kernel.events.now} s: more than ${count} events happened at that instant and nothing came to an end, most of them at ${names}. A cycle of steps, links or retries takes no time; give one of them a latency, a work time or a backoff.`,
  );
}
