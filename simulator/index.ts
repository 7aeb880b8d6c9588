/** The engine's only door. */
export { meanOf } from "./kernel/DistributionParameters.ts";
export { normalQuantile } from "./kernel/elementary.ts";
export { lawOf } from "./kernel/lawOf.ts";
export * from "./model/index.ts";
