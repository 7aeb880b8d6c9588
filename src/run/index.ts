/** The bridge to the simulation's worker. Only this folder starts workers and speaks with them. */
export { AsyncapiClient, type Validation } from "./AsyncapiClient.ts";
export { CrashClient } from "./CrashClient.ts";
export { LintClient } from "./LintClient.ts";
export { Layout } from "./layout/Layout.ts";
export { Run } from "./Run.ts";
export { isMeantToPlay, type RunState, type RunStatus, SPEEDS } from "./runState.ts";
export { startComparison } from "./startComparison.ts";
