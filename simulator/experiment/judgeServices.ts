import type { Objective } from "../model/index.ts";
import type { World } from "../services/World.ts";
import type { Evidence } from "./judge.ts";
import { isExcused } from "./recovery.ts";

/** What ended well at a node, and what ended at all. */
export interface Outcomes {
  readonly good: number;
  readonly all: number;
}

/**
 * Requests, calls or messages since the end of the warm-up: of a node that serves those that have ended, of a
 * producer that publishes what it has made, and what of it was confirmed.
 */
export function outcomesOf(world: World, node: string): Outcomes | undefined {
  const users = world.users.get(node)?.counts;
  if (users !== undefined) return { good: users.served, all: users.served + users.failed };
  const endpoint = world.endpoints.get(node)?.counts;
  if (endpoint !== undefined) {
    const { answered, errors, refused } = endpoint;
    return { good: answered, all: answered + errors + refused };
  }
  const server = world.servers.get(node)?.counts;
  if (server !== undefined) {
    const { calls, errors, refused, neverAnswered } = server;
    return { good: calls - errors - refused - neverAnswered, all: calls };
  }
  const producer = world.producers.get(node);
  if (producer !== undefined)
    return { good: producer.publisher.confirmedCount, all: producer.producedCount };
  const figures = world.services.get(node)?.figures;
  if (figures === undefined) return undefined;
  return { good: figures.completedCount, all: figures.completedCount + figures.deadCount };
}

/** Share of requests, calls or messages that ended well at a node; undefined where nothing has ended. */
export function availability(
  { world, faults, outcomes }: Evidence,
  objective: Extract<Objective, { objective: "availability" }>,
): number | undefined {
  const { node, within } = objective;
  if (within === undefined) return shareOf(outcomesOf(world, node));
  const { times, good, all } = outcomes(objective);
  let [wellEnded, ended] = [0, 0];
  for (const [i, time] of times.entries())
    if (!isExcused(time, within, faults)) {
      wellEnded += good[i]!;
      ended += all[i]!;
    }
  return shareOf({ good: wellEnded, all: ended });
}

function shareOf(outcomes: Outcomes | undefined): number | undefined {
  if (outcomes === undefined || outcomes.all === 0) return undefined;
  return Math.min(1, outcomes.good / outcomes.all);
}

/** Reads that did not find what they relied on. */
export function reads(
  world: World,
  { database, breach }: Extract<Objective, { objective: "reads" }>,
): number | undefined {
  const store = world.stores.get(database)?.summary;
  return breach === "absent" ? store?.absent : store?.ownWriteMissing;
}

/** Replies in a channel that came too late, or to nobody. */
export function replies(
  world: World,
  { channel, outcome }: Extract<Objective, { objective: "replies" }>,
): number | undefined {
  const waits = Object.values(world.system.links)
    .filter(({ kind, source }) => kind === "subscribe" && source === channel)
    .flatMap(({ target }) => world.services.get(target)?.waits ?? []);
  if (waits.length === 0) return undefined;
  return waits.reduce(
    (total, { summary }) => total + (outcome === "late" ? summary.late : summary.orphans),
    0,
  );
}

/** Seconds by which reads of a read model were behind, by percentile. */
export function staleness(
  world: World,
  { database, percentile }: Extract<Objective, { objective: "staleness" }>,
): number | undefined {
  const store = world.stores.get(database);
  if (store === undefined) return undefined;
  return world.context.kernel.probe.histograms.quantileOf(store.staleness, percentile);
}

/** Messages that were completed after one of the same key that had entered later. */
export function order(
  world: World,
  { node, message }: Extract<Objective, { objective: "order" }>,
): number | undefined {
  if (message !== undefined) return undefined;
  const services = node === undefined ? [...world.services.values()] : [world.services.get(node)];
  return services.reduce((total, service) => total + (service?.figures.overtakenCount ?? 0), 0);
}
