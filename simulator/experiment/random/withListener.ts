import type { RandomRun } from "./randomSystem.ts";

/** Somebody who hears all that he subscribes to, and is never late. */
export const LISTENER = "listener";

type Settings = Readonly<Record<string, unknown>>;

/**
 * The same system with one more consumer of every topic and stream where he takes nothing from anybody; undefined where
 * there is none. Not where publishers would see the difference (a topic that says what nobody took, a stream that may be full or
 * keeps what somebody has still to settle, users who wait for the end of all), and not on a broker whose bandwidth all share.
 */
export function withListener({ system, scenario }: RandomRun): RandomRun | undefined {
  const links = Object.entries(system.links as Readonly<Record<string, Settings>>);
  const nodes = Object.entries(system.nodes as Readonly<Record<string, Settings>>);
  const isRead = (id: string) => links.some(([, l]) => l.source === id && l.kind === "subscribe");
  const saysMore = (id: string) => links.some(([, l]) => l.source === id && l.kind === "alternate");
  const heard = nodes.filter(([id, node]) => {
    if (!isRead(id)) return false;
    if (node.kind === "topic") return node.unroutable === undefined && !saysMore(id);
    const isBounded = node.capacity ?? node.removal ?? node.retention;
    return node.kind === "stream" && isBounded === undefined;
  });
  const isFelt = nodes.some(
    ([, { kind, bandwidth, arrivals }]) =>
      (kind === "broker" && bandwidth !== undefined) ||
      (kind === "producer" && (arrivals as Settings).process === "closed"),
  );
  if (heard.length === 0 || isFelt) return undefined;
  const listens = heard.map(([id]) => [
    `${id}>${LISTENER}`,
    { kind: "subscribe" as const, source: id, target: LISTENER },
  ]);
  const listener = {
    kind: "consumer" as const,
    concurrency: "unlimited",
    handlers: { "*": [{ do: "work", time: "1 ms" }] },
  };
  return {
    system: {
      ...system,
      nodes: { ...system.nodes, [LISTENER]: listener },
      links: { ...system.links, ...Object.fromEntries(listens) },
    },
    scenario,
  };
}
