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

/** States that most nodes are in: their mark is in the picture of the icon. */
const WELL = ["idle", "busy"] as const satisfies Health[];

/** Style of a card by which it finds the pictures of its icon among those of the canvas. */
export function farPicture(icon: NodeIcon): CSSProperties {
  const known = styleOf.get(icon);
  if (known) return known;
  const names = ["", ...WELL.map((health) => `-${health}`)];
  const style = Object.fromEntries(
    names.map((name) => [`--icon${name}`, `var(--picture-${icon}${name})`]),
  );
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
 * are drawn in each frame are most of the frame; for the same reason what is well has one picture.
 */
export async function drawFarPictures(inForce: ThemeInForce): Promise<void> {
  if (look.getState().inForce === inForce) return;
  look.setState({ inForce });
  const tones = readTokens(TONE_TOKENS);
  const colors = readTokens(HEALTH_TOKENS);
  const marks = await Promise.all(
    HEALTHS.map(async (health) => [health, await imageOf(healthDrawing(health, colors))] as const),
  );
  const icons = await Promise.all(
    NODE_ICONS.map(async (icon) => {
      const image = await imageOf(iconDrawing(icon, tones[`k-${NODE_TONES[icon]}`]));
      return [icon, image] as const;
    }),
  );
  const markOf = new Map(marks);
  const pictures = [
    ...marks.map(([health, mark]) => [`--health-${health}`, pictureOf(undefined, mark)]),
    ...icons.flatMap(([icon, image]) => [
      [`--picture-${icon}`, pictureOf(image, undefined)],
      ...WELL.map((health) => [
        `--picture-${icon}-${health}`,
        pictureOf(image, markOf.get(health)),
      ]),
    ]),
  ];
  // Another look may have come into force meanwhile.
  if (look.getState().inForce === inForce)
    look.setState({ pictures: Object.fromEntries(pictures) });
}

async function imageOf(drawing: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
  await image.decode();
  return image;
}

/** As large as most cards within their borders; on the screen a third of it at most. */
const PICTURE = { width: 142, height: 70 };
const ICON_SIZE = 34;
const MARK_SIZE = 24;
const MARK_INSET = 5;

/** An icon in the middle and a mark in the corner as points, for a background in a style sheet. */
function pictureOf(icon: HTMLImageElement | undefined, mark: HTMLImageElement | undefined): string {
  const { width, height } = PICTURE;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const surface = canvas.getContext("2d");
  const [left, top] = [(width - ICON_SIZE) / 2, (height - ICON_SIZE) / 2];
  if (icon) surface?.drawImage(icon, left, top, ICON_SIZE, ICON_SIZE);
  if (mark)
    surface?.drawImage(mark, width - MARK_INSET - MARK_SIZE, MARK_INSET, MARK_SIZE, MARK_SIZE);
  return `url("${canvas.toDataURL()}")`;
}

function healthDrawing(health: Health, colors: Record<HealthColor, string>): string {
  const parts = HEALTH_SHAPES[health].map(({ path, fill, stroke, width }) => {
    const line = stroke ? ` stroke="${colors[stroke]}" stroke-width="${width}"` : "";
    return `<path d="${path}" fill="${fill ? colors[fill] : "none"}"${line}/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12" width="24" height="24" stroke-linecap="round">${parts.join("")}</svg>`;
}
