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
        (fault.from ?? link.source) === link.source
      )
        streams.add(link.source);
  }
  return streams;
}
