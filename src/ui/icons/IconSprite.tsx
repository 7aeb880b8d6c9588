import sprite from "./icons.svg?raw";

/** Puts the symbols that every Icon refers to into the page; rendered once, at the root. */
export function IconSprite() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the sprite is a file of this project, not input.
  return <div hidden dangerouslySetInnerHTML={{ __html: sprite }} />;
}
