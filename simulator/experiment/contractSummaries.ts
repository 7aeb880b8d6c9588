import { firstToDeploy, versionConflicts } from "../contracts/index.ts";
import type { MessageType } from "../model/index.ts";
import type { World } from "../services/World.ts";

/** The step from one version of a contract to the next: what the schemas say of it, and what came of it. */
export interface ContractSummary {
  readonly message: string;
  readonly from: string;
  readonly to: string;
  /** Who has to be deployed first so that nobody meets what it cannot read; undefined where a version has no schema. */
  readonly deployFirst: ReturnType<typeof firstToDeploy> | undefined;
  /** Registries that do not accept the newer version. */
  readonly refusedBy: readonly string[];
  /** Consumers that met the newer version before they could read it, and how often: they had to be deployed first. */
  readonly metTooEarly: Readonly<Record<string, number>>;
}

/** What a run says of each step between versions of its message types. */
export function contractSummaries(world: World): ContractSummary[] {
  return Object.entries(world.system.messageTypes).flatMap(([message, { versions = {} }]) => {
    const names = Object.keys(versions);
    return names.slice(1).map((to, i) => stepSummary(world, message, versions, names[i]!, to));
  });
}

function stepSummary(
  world: World,
  message: string,
  versions: NonNullable<MessageType["versions"]>,
  from: string,
  to: string,
): ContractSummary {
  const hasSchemas = [from, to].every((name) => versions[name]?.schema !== undefined);
  const refusedBy = Object.entries(world.system.nodes).flatMap(([id, node]) =>
    node.kind === "registry" &&
    node.guards.includes(message) &&
    versionConflicts(versions, to, node.compatibility).length > 0
      ? [id]
      : [],
  );
  const deployFirst = hasSchemas ? firstToDeploy(versions, from, to) : undefined;
  return { message, from, to, deployFirst, refusedBy, metTooEarly: tooEarly(world, message, to) };
}

function tooEarly(world: World, message: string, version: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [id, { contracts }] of world.services)
    for (const each of contracts?.summary ?? [])
      if (each.message === message && each.written === version)
        counts[id] = (counts[id] ?? 0) + each.count;
  return counts;
}
