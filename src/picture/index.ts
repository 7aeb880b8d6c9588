/** The picture of a design as SVG text, pure: the same in a page, a program and a document. */
export { drawDesign } from "./drawDesign.ts";
export { PICTURE_TOKENS, type PictureColors } from "./PictureColors.ts";
