import { NoMemory } from "../kernel/NoMemory.ts";
import { exactCount, figureText, shortSize } from "../model/index.ts";
import type { World } from "../services/World.ts";
import { SimulationStopped } from "./SimulationStopped.ts";

/** A run needs more memory than it may have, or than there is; the message names where it went and what to do. */
export class SimulationTooLarge extends SimulationStopped {
  override readonly name = "SimulationTooLarge";
}

/** Channels, and nodes that fill one, that are named at the most. */
const NAMED = 3;
/** A channel with less than this share of what the fullest holds is not named: it is not what takes the memory. */
const LEAST_SHARE = 0.1;
const MEND =
  "Bound the channel's capacity, raise the service rate, lower the rate of arrivals, or shorten the run.";

/** Whether memory has run out: that of the thread, or that of a table of the language. */
export function isOutOfMemory(error: unknown): boolean {
  if (error instanceof NoMemory) return true;
  return (
    error instanceof RangeError &&
    /(Map|Set) maximum size exceeded|allocation failed/.test(error.message)
  );
}

/** The error of a system that there is no memory to build. */
export function tooLargeToBuild(error: unknown): SimulationTooLarge {
  return new SimulationTooLarge(error instanceof Error ? error.message : String(error), false);
}

/** The error of a run that has taken all the memory that it may have. */
export function budgetSpent(world: World): SimulationTooLarge {
  const size = figureText(shortSize(world.context.kernel.slabs.budgetBytes));
  return new SimulationTooLarge(
    `The run needs more than the ${size} of memory that it may have, ${whereItWent(world)} ${MEND}`,
  );
}

/** The error of a run that holds more than there is memory for: the last event was left half done. */
export function tooLarge(world: World): SimulationTooLarge {
  return new SimulationTooLarge(
    `The run needs more memory than there is, ${whereItWent(world)} ${MEND}`,
    false,
  );
}

/** When it was, and which channels hold what, by whom. */
function whereItWent(world: World): string {
  const full = fullest(world).map(({ id, held }) => {
    const names = sourcesOf(world, id).map((source) => described(world, source));
    const filled = names.length === 0 ? "" : `, filled by ${names.slice(0, NAMED).join(", ")}`;
    return `"${id}" holds ${exactCount(held)} messages${filled}`;
  });
  const where =
    full.length > 0
      ? full.join("; ")
      : `no channel holds much of it, so it is in handlers or on its way; messages come from ${[...world.producers.keys()].map((id) => described(world, id)).join(", ")}`;
  return `at ${world.context.kernel.events.now} s of simulated time: ${where}.`;
}

/** The channels that hold the most, the fullest first. */
function fullest(world: World): { id: string; held: number }[] {
  const channels = [...world.queues.keys(), ...world.topics.keys(), ...world.streams.keys()].map(
    (id) => ({ id, held: heldIn(world, id) }),
  );
  const most = Math.max(...channels.map(({ held }) => held));
  return channels
    .filter(({ held }) => held > 0 && held >= most * LEAST_SHARE)
    .sort((a, b) => b.held - a.held)
    .slice(0, NAMED);
}

/** Messages that a channel holds: those of its readers, those that wait in front of it, those that a stream keeps for whoever comes. */
function heldIn({ feeds, queues, streams }: World, id: string): number {
  const readers = feeds.get(id) ?? [];
  const present = readers.reduce((sum, { figures }) => sum + figures.presentCount, 0);
  const waiting = queues.get(id)?.waitingCount ?? 0;
  const kept = streams.get(id)?.log?.parts.reduce((sum, { length }) => sum + length, 0) ?? 0;
  return Math.max(present + waiting, kept);
}

/** The producers and services whose messages come to a channel, be it by way of other channels. */
function sourcesOf({ system, producers, services }: World, channel: string): string[] {
  const found = new Set([channel]);
  // A set is walked in the order of adding, what is added on the way included.
  for (const id of found)
    for (const { kind, source, target } of Object.values(system.links))
      if (target === id && INTO_CHANNELS.has(kind)) found.add(source);
  return [...found].filter((id) => producers.has(id) || services.has(id));
}

/** Kinds of links by which messages come into a channel; those into a node are none, so that the search ends at who publishes. */
const INTO_CHANNELS: ReadonlySet<string> = new Set([
  "publish",
  "bind",
  "alternate",
  "dead-letter",
  "retry",
  "mirror",
]);

/** A node by its name, and of a producer how many messages it has made. */
function described({ producers }: World, id: string): string {
  const made = producers.get(id)?.producedSinceStart;
  return made === undefined ? `"${id}"` : `"${id}" (${exactCount(made)} so far)`;
}
