import type { Link, System, TimeDistribution } from "../model/index.ts";
import { crossingBack, crossingOf } from "../model/network.ts";

/** Latencies of a crossing of a link into a channel. */
export function latenciesOf(system: System, link: Link): (TimeDistribution | undefined)[] {
  const target = system.nodes[link.target];
  const isChannel =
    target?.kind === "queue" || target?.kind === "topic" || target?.kind === "stream";
  return [
    ...crossingOf(system, link),
    isChannel ? target.latency : undefined,
    link.kind === "publish" ? clientLatency(system.nodes[link.source]) : undefined,
  ];
}

/** P12. Time that a publication spends in the publisher's own client. */
function clientLatency(source: System["nodes"][string] | undefined): TimeDistribution | undefined {
  if (source?.kind === "database") return source.outbox?.publisher.latency;
  return source !== undefined && "publisher" in source ? source.publisher.latency : undefined;
}

/** What the confirm of a publication takes beyond the way there: the broker's own time, and the way back. */
export function confirmLatenciesOf(system: System, link: Link): (TimeDistribution | undefined)[] {
  const channel = system.nodes[link.target];
  const broker =
    channel !== undefined && "broker" in channel && channel.broker !== undefined
      ? system.nodes[channel.broker]
      : undefined;
  return [
    broker?.kind === "broker" ? broker.confirmLatency : undefined,
    ...crossingBack(system, link),
  ];
}
