/** The dock: the run along its time. */
export { LiveCharts } from "./charts/LiveCharts.tsx";
export { Dock } from "./Dock.tsx";
export { ProblemDetail, useChosenProblem } from "./problems/ProblemDetail.tsx";
export { useShownRange } from "./useShownRange.ts";
