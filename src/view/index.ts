/** How the open design is looked at. */
export * from "./viewStore.ts";
