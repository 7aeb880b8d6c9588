/** Designs to start from. */
export { EXAMPLES, FIRST_EXAMPLE, fetchExample } from "./examples.ts";
export { Gallery, type GalleryProps } from "./Gallery.tsx";
export { GalleryScreen } from "./GalleryScreen.tsx";
export type { KeptCard } from "./useKeptCards.ts";
