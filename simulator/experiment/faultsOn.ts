import type { Fault, SystemText } from "../model/index.ts";

type Faults = Readonly<Record<string, Fault>>;

/**
 * The faults of a scenario for a design whose slots a broker has made into instances: what struck one
 * process strikes all that were its slots, so that products are compared under the same harm.
 * @param system what runs
 * @param original the design for which the faults were written
 */
export function faultsOn(system: SystemText, original: SystemText, faults: Faults): Faults {
  return Object.fromEntries(
    Object.entries(faults).flatMap(([id, fault]): [string, Fault][] => {
      if (!("instance" in fault) || typeof fault.instance !== "number") return [[id, fault]];
      const parts = instancesOf(system, fault.target) / instancesOf(original, fault.target);
      if (!Number.isInteger(parts) || parts < 2) return [[id, fault]];
      const first = fault.instance * parts;
      return Array.from({ length: parts }, (_, part) => [
        part === 0 ? id : `${id}.${part}`,
        { ...fault, instance: first + part },
      ]);
    }),
  );
}

function instancesOf(system: SystemText, id: string): number {
  const node = system.nodes?.[id];
  return node !== undefined && "instances" in node ? (node.instances ?? 1) : 1;
}
