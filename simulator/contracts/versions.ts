import type { Registry } from "../model/index.ts";
import { type Incompatibility, incompatibilities } from "./incompatibilities.ts";
import type { JsonSchema } from "./JsonSchema.ts";

/** Which versions a registry compares before it accepts a new one. */
export type CompatibilityMode = Registry["compatibility"];
/** Versions of a contract in the order of their making, as a message type holds them. */
type Versions = Readonly<Record<string, { readonly schema?: JsonSchema | undefined }>>;

/** A reader that cannot read what a writer of another version sends. */
export interface VersionConflict {
  readonly reader: string;
  readonly writer: string;
  readonly why: readonly Incompatibility[];
}

/**
 * Why a registry would refuse a version; empty when it accepts it. Backward: readers of the new version can read
 * what was written in the one before (transitive: in all before). Forward: readers of the one before can read
 * what is written in the new one. Full: both. A version without a schema promises nothing and is compatible.
 * @param version the version that is to be registered; those that stand before it in the list are registered
 */
export function versionConflicts(
  versions: Versions,
  version: string,
  mode: CompatibilityMode,
): VersionConflict[] {
  if (mode === "none") return [];
  const names = Object.keys(versions);
  const before = names.slice(0, Math.max(0, names.indexOf(version)));
  const compared = mode.endsWith("transitive") ? before : before.slice(-1);
  return compared.flatMap((earlier) => [
    ...(mode.startsWith("forward") ? [] : conflict(versions, version, earlier)),
    ...(mode.startsWith("backward") ? [] : conflict(versions, earlier, version)),
  ]);
}

/** Who has to be deployed first when a version follows another one, so that nobody reads what he cannot. */
export function firstToDeploy(
  versions: Versions,
  from: string,
  to: string,
): "consumers" | "producers" | "either" | "neither" {
  const newReadsOld = conflict(versions, to, from).length === 0;
  const oldReadsNew = conflict(versions, from, to).length === 0;
  if (newReadsOld && oldReadsNew) return "either";
  if (newReadsOld) return "consumers";
  return oldReadsNew ? "producers" : "neither";
}

function conflict(versions: Versions, reader: string, writer: string): VersionConflict[] {
  const why = incompatibilities(versions[reader]?.schema ?? true, versions[writer]?.schema ?? true);
  const isSilent = versions[reader]?.schema === undefined || versions[writer]?.schema === undefined;
  return isSilent || why.length === 0 ? [] : [{ reader, writer, why }];
}
