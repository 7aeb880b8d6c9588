import { type CSSProperties, useEffect } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import {
  type IconName,
  type IconTone,
  iconDrawing,
  readTokens,
  type ThemeInForce,
  themeStore,
} from "../../ui/index.ts";
import type { Health } from "../live/Live.ts";
import { HEALTH_SHAPES, HEALTHS, type HealthColor } from "./healthShapes.ts";

/** The hue of each icon that stands on a card. */
export const NODE_TONES = {
  producer: "source",
  endpoint: "source",
  queue: "channel",
  dlq: "channel",
  topic: "channel",
  stream: "channel",
  consumer: "service",
  saga: "service",
  database: "store",
  dependency: "store",
  registry: "store",
} as const satisfies Partial<Record<IconName, IconTone>>;
export type NodeIcon = keyof typeof NODE_TONES;

const NODE_ICONS = Object.keys(NODE_TONES) as NodeIcon[];
const TONE_TOKENS = ["k-source", "k-channel", "k-service", "k-store"] as const;
const HEALTH_TOKENS = ["ink-2", "ink-3", "warn", "bad", "raised"] as const;

/** Style of a card by which it finds the picture of its icon among those of the canvas. */
export function farPicture(icon: NodeIcon): CSSProperties {
  const known = styleOf.get(icon);
  if (known) return known;
  const style = { "--icon": `var(--picture-${icon})` } as CSSProperties;
  styleOf.set(icon, style);
  return style;
}

const styleOf = new Map<NodeIcon, CSSProperties>();

type Look = { inForce: ThemeInForce | undefined; pictures: CSSProperties };
const look = createStore<Look>(() => ({ inForce: undefined, pictures: {} }));

/** Pictures of all icons and states in the colors in force, as properties of the canvas. */
export function useFarPictures(): CSSProperties {
  const inForce = useStore(themeStore, (state) => state.inForce);
  useEffect(() => void drawFarPictures(inForce), [inForce]);
  return useStore(look, ({ pictures }) => pictures);
}

/**
 * Draws the pictures, if that was not done yet for a look. As points, since hundreds of drawings that
 * are drawn in each frame are most of the frame.
 */
export async function drawFarPictures(inForce: ThemeInForce): Promise<void> {
  if (look.getState().inForce === inForce) return;
  look.setState({ inForce });
  const tones = readTokens(TONE_TOKENS);
  const colors = readTokens(HEALTH_TOKENS);
  const pictures = await Promise.all([
    ...NODE_ICONS.map(async (icon) => {
      const drawing = iconDrawing(icon, tones[`k-${NODE_TONES[icon]}`]);
      return [`--picture-${icon}`, await pictureOf(drawing, ICON_SIZE)];
    }),
    ...HEALTHS.map(async (health) => {
      const drawing = healthDrawing(health, colors);
      return [`--health-${health}`, await pictureOf(drawing, HEALTH_SIZE)];
    }),
  ]);
  // Another look may have come into force meanwhile.
  if (look.getState().inForce === inForce)
    look.setState({ pictures: Object.fromEntries(pictures) });
}

/** Points for each; on the screen they are at most a third as large. */
const ICON_SIZE = 34;
const HEALTH_SIZE = 24;

/** A drawing as points, for a background in a style sheet. */
async function pictureOf(drawing: string, size: number): Promise<string> {
  const image = new Image(size, size);
  image.src = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  canvas.getContext("2d")?.drawImage(image, 0, 0, size, size);
  return `url("${canvas.toDataURL()}")`;
}

function healthDrawing(health: Health, colors: Record<HealthColor, string>): string {
  const parts = HEALTH_SHAPES[health].map(({ path, fill, stroke, width }) => {
    const line = stroke ? ` stroke="${colors[stroke]}" stroke-width="${width}"` : "";
    return `<path d="${path}" fill="${fill ? colors[fill] : "none"}"${line}/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12" width="24" height="24" stroke-linecap="round">${parts.join("")}</svg>`;
}
