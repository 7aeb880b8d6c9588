import {
  around,
  type Design,
  framesOf,
  hiddenIn,
  noteOfKey,
  type Rect,
  titleOfNode,
} from "../design/index.ts";
import { courseOf, linkToRoute, obstaclesOf, routeLinks } from "../geometry/index.ts";
import { faceOf } from "./faceOf.ts";
import { outlineOf } from "./outlineOf.ts";
import type { PictureColors } from "./PictureColors.ts";
import { element, escaped, rounded } from "./svg.ts";

/** How a picture is drawn. */
export interface PictureOptions {
  colors: PictureColors;
  /**
   * Size of the place where it is shown, in pixels: lines keep their width there and names that
   * could not be read are left out. Without it the picture is as large as the design, with all names.
   */
  shownIn?: { width: number; height: number };
}

const MARGIN = 24;
/** Names smaller than this on the screen are left out. */
const LEAST_LETTERS_PX = 8;
const NAME_PX = 12;
const HEADER = 26;

interface Pen {
  colors: PictureColors;
  /** Pixels of the design for one on the screen. */
  unit: number;
  hasNames: boolean;
}

/**
 * The picture of a design as SVG text: a pure function, the same wherever it is drawn, that names no
 * font, picture or address outside of itself. Places, sizes and courses are those of the canvas.
 */
export function drawDesign(design: Design, { colors, shownIn }: PictureOptions): string {
  const frames = framesOf(design);
  const box = grown(around([...frames.values()]) ?? { x: 0, y: 0, width: 320, height: 160 });
  const unit = shownIn ? Math.max(box.width / shownIn.width, box.height / shownIn.height, 1) : 1;
  const pen: Pen = { colors, unit, hasNames: NAME_PX / unit >= LEAST_LETTERS_PX };
  const nodes = design.system?.nodes ?? {};
  const isContainer = (id: string) => nodes[id]?.kind === "broker" || nodes[id]?.kind === "zone";
  const keys = [...frames.keys()];
  const draw = (key: string) => drawThing(design, key, frames.get(key) as Rect, pen);
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: [box.x, box.y, box.width, box.height].map(rounded).join(" "),
      ...(!shownIn && { width: box.width, height: box.height }),
      "font-family": "Inter, system-ui, sans-serif",
    },
    [
      element("title", {}, escaped(design.name) || " "),
      ...keys.filter(isContainer).map(draw),
      ...drawLinks(design, frames, pen),
      ...keys.filter((key) => !isContainer(key)).map(draw),
    ].join(""),
  );
}

const grown = ({ x, y, width, height }: Rect): Rect => ({
  x: x - MARGIN,
  y: y - MARGIN,
  width: width + 2 * MARGIN,
  height: height + 2 * MARGIN,
});

function drawThing(design: Design, key: string, frame: Rect, pen: Pen): string {
  const node = design.system?.nodes?.[key];
  if (node) return drawNode(titleOfNode(key, node), node, frame, pen);
  const text = design.notes?.[noteOfKey(key) ?? ""]?.text ?? "";
  return drawNote(text, frame, pen);
}

type NodeText = NonNullable<NonNullable<Design["system"]>["nodes"]>[string];

function drawNode(name: string, node: NodeText, frame: Rect, pen: Pen): string {
  const { colors, unit, hasNames } = pen;
  const isBox = node.kind === "broker" || node.kind === "zone";
  const outline = element("path", {
    d: outlineOf(node.kind, frame),
    fill: isBox ? "none" : colors.raised,
    stroke: isBox ? colors.line : colors["line-strong"],
    "stroke-width": unit,
    "stroke-dasharray": node.kind === "zone" ? `${4 * unit} ${3 * unit}` : undefined,
  });
  const top = hasNames && !isBox ? HEADER : frame.height * 0.2;
  const face = {
    x: frame.x + frame.width * 0.14,
    y: frame.y + top,
    width: frame.width * 0.72,
    height: frame.height - top - frame.height * 0.22,
  };
  const inner = faceOf(node, face, 1.1 * unit, colors);
  return outline + inner + (hasNames ? drawName(name, frame, colors.ink) : "");
}

function drawName(name: string, frame: Rect, fill: string): string {
  const most = Math.floor((frame.width - 24) / 6.6);
  const shown = name.length > most ? `${name.slice(0, Math.max(1, most - 1))}…` : name;
  const place = { x: frame.x + 12, y: frame.y + 18, fill };
  return element("text", { ...place, "font-size": NAME_PX, "font-weight": 620 }, escaped(shown));
}

function drawNote(text: string, frame: Rect, { colors, unit, hasNames }: Pen): string {
  const { x, y, width, height } = frame;
  if (!hasNames) {
    const d = `M${x} ${y}h${width * 0.7}M${x} ${y + height * 0.3}h${width * 0.5}`;
    return element("path", { d, stroke: colors.line, "stroke-width": 2 * unit });
  }
  const rows = text.split("\n").slice(0, 4);
  return rows
    .map((row, i) =>
      element(
        "text",
        { x, y: y + 14 + 15 * i, fill: colors["ink-2"], "font-size": 11 },
        escaped(row) || " ",
      ),
    )
    .join("");
}

/** Links as they are routed on the canvas; those of what is drawn as one card lead to that card. */
function drawLinks(design: Design, frames: ReadonlyMap<string, Rect>, pen: Pen): string[] {
  const shown = (id: string) => (frames.has(id) ? id : (hiddenIn(design, id) ?? id));
  const links = Object.entries(design.system?.links ?? {})
    .map(([id, link]) => ({ ...link, id, source: shown(link.source), target: shown(link.target) }))
    .filter(({ source, target }) => source !== target && frames.has(source) && frames.has(target));
  const courses = routeLinks(
    links.map(({ id, ...link }) => linkToRoute(id, link)),
    obstaclesOf(design, frames),
  );
  return links.flatMap(({ id, kind }) => {
    const corners = courses.get(id);
    if (!corners) return [];
    const isAside = kind === "dead-letter" || kind === "retry" || kind === "alternate";
    return element("path", {
      d: courseOf(corners).path,
      fill: "none",
      stroke: pen.colors["link-idle"],
      "stroke-width": 1.1 * pen.unit,
      "stroke-dasharray": isAside ? `${3 * pen.unit} ${2 * pen.unit}` : undefined,
    });
  });
}
