import type { Scenario, System } from "../model/index.ts";

/** Streams that a fault of the scenario lets somebody read again: what they hold has to be kept. */
export function replayedStreams(system: System, scenario: Scenario): ReadonlySet<string> {
  const streams = new Set<string>();
  for (const fault of Object.values(scenario.faults)) {
    if (fault.fault !== "rebuild") continue;
    for (const link of Object.values(system.links))
      if (
        link.kind === "subscribe" &&
        link.target === fault.target &&
        isReadFrom(system, link.source, fault.from)
      )
        streams.add(link.source);
  }
  return streams;
}

/** F11. Whether a rebuild reads a stream again: any, the one that is named, or those that a database publishes into. */
export function isReadFrom(system: System, stream: string, from: string | undefined): boolean {
  if (from === undefined || from === stream) return true;
  if (system.nodes[from]?.kind !== "database") return false;
  return Object.values(system.links).some(
    ({ kind, source, target }) => kind === "publish" && source === from && target === stream,
  );
}
