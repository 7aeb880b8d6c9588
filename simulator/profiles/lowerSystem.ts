import type { SystemText } from "../model/index.ts";
import type { Primitive } from "./Profile.ts";
import { placesOf } from "./places.ts";
import { type Primitives, vectorOf } from "./vectorOf.ts";

type Json = Record<string, unknown>;

/**
 * The system in the words that all brokers share: what each broker's kind, version and parameters
 * mean is written out as primitives. A primitive that the design sets itself holds. The argument is
 * not changed; a system without a broker that has a profile comes back as it is.
 */
export function lowerSystem(system: SystemText): SystemText {
  const places = placesOf(system);
  if (places.length === 0) return system;
  const lowered = copyOf(system);
  for (const { path, scopes, text } of places) {
    // A consumer of two brokers: the first one that it subscribes to has the first word.
    const primitives: Primitives = Object.assign({}, ...scopes.map(vectorOf).reverse());
    if (Object.keys(primitives).length === 0 && text === undefined) continue;
    write(objectAt(lowered, path), primitives);
  }
  return lowered;
}

/** A design is JSON, and so is its copy. */
function copyOf<T>(document: T): T {
  return JSON.parse(JSON.stringify(document)) as T;
}

function objectAt(root: unknown, path: readonly string[]): Json {
  let at = root as Json;
  for (const key of path) {
    at[key] ??= {};
    at = at[key] as Json;
  }
  return at;
}

/** Writes primitives by their paths, where the design says nothing itself. */
function write(target: Json, primitives: Primitives): void {
  const own = copyOf(target);
  for (const [path, value] of Object.entries(primitives)) {
    const keys = path.split(".");
    if (!isSaid(own, keys)) put(target, keys, value);
  }
}

/** Whether the design says something at a path, or something of another shape on the way to it. */
function isSaid(own: unknown, keys: readonly string[]): boolean {
  let at = own;
  for (const key of keys) {
    if (typeof at !== "object" || at === null || Array.isArray(at)) return at !== undefined;
    // A law, a backoff: what is said as one is not mixed with another.
    if (at !== own && ("kind" in at || "distribution" in at)) return true;
    at = (at as Json)[key];
  }
  return at !== undefined;
}

function put(target: Json, keys: readonly string[], value: Primitive): void {
  const last = keys.at(-1);
  if (last === undefined) return;
  objectAt(target, keys.slice(0, -1))[last] = value;
}
