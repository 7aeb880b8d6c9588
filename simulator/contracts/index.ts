/** Contracts: whether readers of one version can read what is written in another. Pure; knows no run. */
export { type Incompatibility, incompatibilities } from "./incompatibilities.ts";
export type { JsonSchema } from "./JsonSchema.ts";
export {
  type CompatibilityMode,
  firstToDeploy,
  type VersionConflict,
  versionConflicts,
} from "./versions.ts";
