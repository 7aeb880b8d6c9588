/** Designs to start from. */
export { Gallery, type GalleryProps } from "./Gallery.tsx";
export { GalleryScreen } from "./GalleryScreen.tsx";
export type { KeptCard } from "./useKeptCards.ts";
