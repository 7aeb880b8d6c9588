/** The dock: the run along its time. */
export { LiveCharts } from "./charts/LiveCharts.tsx";
export { Dock } from "./Dock.tsx";
export { useShownRange } from "./useShownRange.ts";
