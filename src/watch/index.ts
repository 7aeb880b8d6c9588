/** A run as the parts of a screen watch it. */
export { useRunBeat } from "./useRunBeat.ts";
export { useSummary } from "./useSummary.ts";
