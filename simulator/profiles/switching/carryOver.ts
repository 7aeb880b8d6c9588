import { NODE_SCHEMAS, type SystemText } from "../../model/index.ts";
import type { Derived } from "./deriveSwitch.ts";
import { asJson, changesBetween, copyOf, type Json } from "./json.ts";
import type { UnmatchedSetting } from "./SwitchReport.ts";
import { spreadOf } from "./spreadSlots.ts";
import type { SetAside } from "./switchProfile.ts";

/** A way back to a former profile. */
export interface WayBack {
  /** The former text, which is written into. */
  readonly restored: SystemText;
  /** What the change of profile makes of the former text. */
  readonly fresh: Derived;
  /** What has become of that since. */
  readonly edited: SystemText;
  readonly aside: SetAside;
  readonly broker: string;
}

/** Writes what was edited since a change of profile into the former text; gives what found no place in it. */
export function carryOver(way: WayBack): UnmatchedSetting[] {
  const { restored, fresh, edited, aside, broker } = way;
  const unmatched: UnmatchedSetting[] = [];
  for (const table of ["nodes", "links"] as const) {
    const added = (table === "nodes" ? aside.addedNodes : aside.addedLinks) ?? [];
    for (const id of [...Object.keys(aside[table]), ...added]) {
      const [base, now] = [asJson(fresh.system[table])[id], asJson(edited[table])[id]];
      if (now === undefined) continue;
      for (const { path, value } of changesBetween(base, now)) {
        if (table === "nodes" && id === broker && path[0] === "setAside") continue;
        const place = formerPlaceOf(way, [table, id, ...path]);
        const parts = spreadOf(asJson(asJson(restored[table])[id]), asJson(base));
        const isCarried =
          place !== undefined && put(restored as Json, place, whole(path, value, parts));
        if (!isCarried)
          unmatched.push({
            at: [table, id],
            name: path.join("."),
            value,
            why: "it was written for the other broker, and stays with it",
          });
      }
    }
  }
  return unmatched;
}

/** A number of instances, where each slot is one, as the number of those with slots. */
function whole(path: readonly string[], value: unknown, parts: number): unknown {
  const isCount = ["instances", "minimum", "maximum"].includes(path.at(-1) ?? "");
  return isCount && typeof value === "number" ? Math.ceil(value / parts) : value;
}

/** Where the former text says what was edited, from the root; undefined where it has no place for it. */
function formerPlaceOf(
  { restored, fresh, aside }: WayBack,
  path: readonly string[],
): readonly string[] | undefined {
  const [table = "", id = "", ...rest] = path;
  // Kinds and parameters are said in a broker's own way.
  if (rest.includes("parameters") || rest[0] === "kind" || rest[0] === "version") return undefined;
  const added = [...(aside.addedNodes ?? []), ...(aside.addedLinks ?? [])];
  const group = added.includes(id) ? fresh.addedFor.get(id) : undefined;
  if (group !== undefined) {
    // A queue of its own is a subscription there, and its binding says what it lets through.
    const isTaken = table === "links" ? rest[0] === "filter" : hasSetting("queue", rest[0]);
    return isTaken ? [...group, ...rest] : undefined;
  }
  const { kind } = asJson(asJson(asJson(restored)[table])[id]);
  if (kind === undefined) return undefined;
  if (rest[0] !== "subscriptions" || kind !== "queue") return path;
  return hasSetting("queue", rest[2]) ? [table, id, ...rest.slice(2)] : undefined;
}

function hasSetting(kind: "queue", key: string | undefined): boolean {
  return key !== undefined && Object.hasOwn(NODE_SCHEMAS[kind].shape, key);
}

/** Writes a leaf where its owner is an object or missing. */
function put(root: Json, path: readonly string[], value: unknown): boolean {
  let at = root;
  for (const key of path.slice(0, -1)) {
    if (at[key] === undefined) at[key] = {};
    if (typeof at[key] !== "object" || at[key] === null || Array.isArray(at[key])) return false;
    at = at[key] as Json;
  }
  const last = path.at(-1) as string;
  if (value === undefined) delete at[last];
  else at[last] = copyOf(value);
  return true;
}
