import type { IconName } from "./iconNames.ts";
import sprite from "./icons.svg?raw";

/** An icon in a color as the text of a drawing of its own, for painters that cannot refer to the sprite. */
export function iconDrawing(name: IconName, color: string): string {
  const [, viewBox = "", shapes = ""] =
    new RegExp(`<symbol id="i-${name}" viewBox="([^"]*)">(.*?)</symbol>`, "s").exec(sprite) ?? [];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" width="32" height="32" color="${color}" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${shapes}</svg>`;
}
