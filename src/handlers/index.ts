/** What a service does with each message: steps in order. */
export { NodeHandlers } from "./NodeHandlers.tsx";
