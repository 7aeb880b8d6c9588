import type { SystemText } from "../model/index.ts";
import {
  type Place,
  type Primitive,
  type WrittenParameter,
  writtenParameters,
} from "../profiles/index.ts";
import { type Coverage, NODES } from "./simulated.ts";

/** Where the primitives of a place stand in the table of what is simulated. */
const PLACES: Readonly<Record<Place, { readonly kind: string; readonly prefix: string }>> = {
  broker: { kind: "broker", prefix: "" },
  queue: { kind: "queue", prefix: "" },
  topic: { kind: "topic", prefix: "" },
  stream: { kind: "stream", prefix: "" },
  subscription: { kind: "stream", prefix: "subscriptions.*." },
  consumer: { kind: "consumer", prefix: "" },
  publisher: { kind: "producer", prefix: "publisher." },
};

/**
 * Replaces the path of a node's own parameters, which the table does not know, by the paths of those
 * that the engine does not carry out: none when all that they set is simulated.
 */
export function ownParameters(system: object): (path: string) => string[] {
  const written = writtenParameters(system as SystemText);
  const lists = new Map<string, string[]>();
  for (const each of written) {
    const list = each.path.slice(0, -1).join(".");
    const names = lists.get(list) ?? [];
    lists.set(list, names);
    if (!isCarriedOut(each)) names.push(each.path.join("."));
  }
  return (path) => lists.get(path) ?? [path];
}

/** Whether all that a parameter sets is simulated. */
function isCarriedOut({ parameter, sets }: Omit<WrittenParameter, "path">): boolean {
  if (parameter.carriedOutBy !== undefined) return parameter.carriedOutBy !== "nothing";
  return (parameter.of ?? parameter.on).every((place) => {
    const { kind, prefix } = PLACES[place];
    const coverage = NODES[kind] ?? {};
    return Object.entries(sets).every(([at, value]) => isCovered(coverage, prefix + at, value));
  });
}

/** A path is covered by itself, for certain values, or by what stands above it. */
function isCovered(coverage: Coverage, path: string, value: Primitive): boolean {
  const holds = coverage[path];
  if (typeof holds === "function") return holds(value as never);
  if (holds === true) return true;
  const keys = path.split(".");
  return keys.some((_, length) => length > 0 && coverage[keys.slice(0, length).join(".")] === true);
}
