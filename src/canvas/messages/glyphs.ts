import type { MessageState } from "../../../simulator/index.ts";

/**
 * Shapes of message states in a box of ten units around 0,0; the shape alone tells the state. Parts
 * are drawn in order: filled in the state's color, or with the color of what is behind, outlined.
 */
export interface GlyphPart {
  path: string;
  paint: "fill" | "hollow" | "stroke";
  width?: number;
}

const disc = (x: number) => `M${x - 3.1} 0a3.1 3.1 0 1 0 6.2 0a3.1 3.1 0 1 0 -6.2 0z`;

export const GLYPHS: Record<MessageState, readonly GlyphPart[]> = {
  first: [{ path: disc(0), paint: "fill" }],
  retry: [{ path: "M-3.6-3.7 4.2 0-3.6 3.7z", paint: "fill" }],
  duplicate: [
    { path: disc(-1.7), paint: "hollow", width: 1.3 },
    { path: disc(2), paint: "fill" },
  ],
  poison: [{ path: "M-3.2-3.2 3.2 3.2M3.2-3.2-3.2 3.2", paint: "stroke", width: 2.4 }],
  compensation: [{ path: "M3.4-3.8-3.8 0 3.4 3.8z", paint: "hollow", width: 1.5 }],
  "dead-letter": [
    { path: "M-3.5-3.5h7v7h-7z", paint: "hollow", width: 1.5 },
    { path: "M-3 3 3-3", paint: "stroke", width: 1.3 },
  ],
};

/** Words for message states. */
export const STATE_WORDS: Record<MessageState, string> = {
  first: "first attempt",
  retry: "retry",
  duplicate: "duplicate",
  poison: "poison",
  compensation: "compensation",
  "dead-letter": "dead letter",
};
