/** Designs to start from. */
export { EXAMPLES, fetchExample } from "./examples.ts";
export { FIRST_EXAMPLE } from "./exampleText.ts";
export { Gallery, type GalleryProps } from "./Gallery.tsx";
export { GalleryScreen } from "./GalleryScreen.tsx";
export type { KeptCard } from "./useKeptCards.ts";
