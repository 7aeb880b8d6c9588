/** Brokers as data: what they call things, what holds by default, and what that means in the words of the model. */
export { checkParameters, valueProblem } from "./checkParameters.ts";
export { type LoweredPlace, loweredPlaces } from "./loweredPlaces.ts";
export { lowerSystem } from "./lowerSystem.ts";
export type { Parameter, Place, Primitive, Profile, Setting, Value } from "./Profile.ts";
export { type ParameterRow, parameterRows } from "./parameterRows.ts";
export { readSystem } from "./readSystem.ts";
export { PROFILES, profileOf } from "./registry.ts";
export type {
  MappedSetting,
  SwitchReport,
  UnmatchedSetting,
} from "./switching/SwitchReport.ts";
export { type Switched, switchProfile } from "./switching/switchProfile.ts";
export { kindChanges, withKindsOf } from "./switching/withKindsOf.ts";
export { type WrittenParameter, writtenParameters } from "./writtenParameters.ts";
