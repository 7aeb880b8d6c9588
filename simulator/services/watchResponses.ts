import { ColdStarts } from "./ColdStarts.ts";
import { Receives } from "./Receives.ts";
import { TimesByClass } from "./TimesByClass.ts";
import type { World } from "./World.ts";

/** Consumers take times by class where their queue tells classes apart, and those of cold starts where they have some; they count receives where they ask. */
export function watchResponses(world: World): void {
  const { types, kernel, messages } = world.context;
  const ranked = rankedConsumers(world);
  const ranks = rankAttributes(world);
  for (const service of world.services.values()) {
    for (const attribute of ranked.has(service.id) ? ranks : []) {
      const values = Object.keys(world.system.attributes[attribute]?.values ?? {});
      const times = new TimesByClass(types, kernel.probe.histograms, attribute, values);
      service.classes.set(attribute, times);
      service.watch(times);
    }
    const asks = service.settings.poll !== undefined;
    if (asks && service.feeds.some(({ retriesInPlace }) => !retriesInPlace))
      service.receives = new Receives(kernel.events, kernel.probe.counters);
    if (service.coldStart < 0) continue;
    service.coldStarts = new ColdStarts(messages, kernel.probe, service.figures.responseTimes);
    service.watch(service.coldStarts);
  }
}

/** Consumers that read priority queues. */
function rankedConsumers({ system }: World): Set<string> {
  return new Set(
    Object.values(system.links).flatMap(({ kind, source, target }) => {
      const channel = system.nodes[source];
      const isRanked = channel?.kind === "queue" && channel.discipline === "priority";
      return kind === "subscribe" && isRanked ? [target] : [];
    }),
  );
}

/** Attributes by which priority queues choose. */
function rankAttributes({ system }: World): Set<string> {
  return new Set(
    Object.values(system.messageTypes).flatMap(({ priority }) =>
      typeof priority === "object" ? [priority.from] : [],
    ),
  );
}
