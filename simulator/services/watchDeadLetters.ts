import { Growth } from "../channels/Growth.ts";
import type { World } from "./World.ts";

/** Channels that are given dead letters count when these come: whoever owns them asks since when, and how fast. */
export function watchDeadLetters(world: World, duration: number): void {
  const targets = new Set(
    Object.values(world.system.links).flatMap(({ kind, target }) =>
      kind === "dead-letter" ? [target] : [],
    ),
  );
  for (const [id, node] of Object.entries(world.system.nodes)) {
    const channel = world.queues.get(id) ?? world.topics.get(id) ?? world.streams.get(id);
    if (channel === undefined) continue;
    if (targets.has(id) || ("role" in node && node.role === "dead-letter"))
      channel.entrance.watch(new Growth(world.context.kernel.events, duration));
  }
}
