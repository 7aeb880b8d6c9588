/** The engine's only door. */
export * from "./model/index.ts";
