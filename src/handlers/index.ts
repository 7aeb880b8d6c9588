/** What a service does with each message: steps in order, and what crashes between them do. */
export { HandlerWorkplace } from "./HandlerWorkplace.tsx";
export { NodeHandlers } from "./NodeHandlers.tsx";
