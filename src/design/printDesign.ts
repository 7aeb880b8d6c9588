import stringify from "json-stringify-pretty-compact";
import type { Design } from "./DesignFile.ts";

/**
 * Writes a design as the text of a file. What is short stands on one line, so that a text diff
 * shows one fact a line; keys keep the order in which they stand, so that saving a file which was
 * not changed gives it back byte for byte.
 */
export function printDesign(design: Design): string {
  return `${stringify(design, { indent: 2, maxLength: 100 })}\n`;
}
