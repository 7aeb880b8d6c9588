/** The palette: what can be put on the canvas. */
export { Palette, type PaletteProps } from "./Palette.tsx";
export type { PaletteThing } from "./paletteGroups.ts";
