import type { Objective } from "../model/index.ts";
import type { World } from "../services/World.ts";

/** Share of requests, calls or messages that ended well at a node; undefined where nothing has ended. */
export function availability(
  world: World,
  { node, within }: Extract<Objective, { objective: "availability" }>,
): number | undefined {
  if (within !== undefined) return undefined;
  const users = world.users.get(node);
  if (users !== undefined) return users.availability;
  const endpoint = world.endpoints.get(node);
  if (endpoint !== undefined) return endpoint.availability;
  const server = world.servers.get(node);
  if (server !== undefined) {
    const { calls, errors, refused, neverAnswered } = server.counts;
    return calls === 0 ? undefined : 1 - (errors + refused + neverAnswered) / calls;
  }
  const figures = world.services.get(node)?.figures;
  if (figures === undefined) return undefined;
  const ended = figures.completedCount + figures.deadCount;
  return ended === 0 ? undefined : figures.completedCount / ended;
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
