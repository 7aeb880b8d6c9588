/** How the open design is looked at. */
export { isMapShown } from "./isMapShown.ts";
export * from "./viewStore.ts";
