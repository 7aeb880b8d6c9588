import type { ChannelBuilder } from "../channels/ChannelBuilder.ts";
import type { Producer } from "./Producer.ts";
import type { Service } from "./Service.ts";

/** Gives producers and consumers the ways into channels that lead from them: to publish, to try again, for dead letters. */
export function connectPorts(
  { links, ports, context }: ChannelBuilder,
  services: ReadonlyMap<string, Service>,
  producers: ReadonlyMap<string, Producer>,
): void {
  for (const [id, link] of links) {
    const port = ports.get(id);
    if (port === undefined) continue;
    const service = services.get(link.source);
    const producer = producers.get(link.source);
    if (link.kind === "publish" && !link.standby && producer !== undefined) {
      for (const [type, name] of context.types.names.entries())
        if (link.messages === undefined || link.messages.includes(name))
          producer.ports[type]!.push(port);
    } else if (link.kind === "retry") service?.retryPorts.set(link.attempt ?? 0, port);
    else if (link.kind === "dead-letter" && service !== undefined) service.deadLetterPort = port;
  }
}
