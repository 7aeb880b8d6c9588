/** Tokens that a picture is drawn with. */
export const PICTURE_TOKENS = [
  "canvas",
  "raised",
  "sunken",
  "line",
  "line-strong",
  "link-idle",
  "ink",
  "ink-2",
  "m-first",
  "m-dead",
  "k-source",
  "k-channel",
  "k-service",
  "k-store",
  "k-note",
] as const;

/** A colour for each token: a literal, so that the picture stands alone. */
export type PictureColors = Readonly<Record<(typeof PICTURE_TOKENS)[number], string>>;
