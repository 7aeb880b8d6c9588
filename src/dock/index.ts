/** The dock: the run along its time. */
export { Dock } from "./Dock.tsx";
export { ProblemDetail, useChosenProblem } from "./problems/ProblemDetail.tsx";
