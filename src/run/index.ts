/** The bridge to the simulation's worker. Only this folder starts workers and speaks with them. */
export { Run, type RunState, type RunStatus, SPEEDS } from "./Run.ts";
export type { HistoryEntry } from "./SimulationHost.ts";
export { DEFAULT_SCENARIO } from "./simulationInput.ts";
