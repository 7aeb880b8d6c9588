import type { SystemNodeText } from "../../simulator/index.ts";
import { faceOfNode, type NodeFamily, type Rect } from "../design/index.ts";
import type { PictureColors } from "./PictureColors.ts";
import { element } from "./svg.ts";

/** What a face is drawn with: the part of the node that it has, its hue, and the width of a line. */
interface Brush {
  box: Rect;
  hue: string;
  line: number;
  colors: PictureColors;
}

const HUES: Record<NodeFamily, keyof PictureColors> = {
  source: "k-source",
  channel: "k-channel",
  service: "k-service",
  store: "k-store",
  note: "k-note",
};

/** What a node of a kind shows inside its outline, as far as it can be told without a run. */
export function faceOf(
  node: SystemNodeText,
  box: Rect,
  line: number,
  colors: PictureColors,
): string {
  const brush = { box, hue: colors[HUES[faceOfNode(node).family]], line, colors };
  switch (node.kind) {
    case "queue":
      return tank(brush, node.role === "dead-letter" ? colors["m-dead"] : colors["m-first"]);
    case "stream":
      return lanes(brush, Math.min(6, Math.max(1, node.partitions ?? 1)));
    case "topic":
      return fan(brush);
    case "consumer":
      return slots(brush, Math.min(6, Math.max(1, slotCount(node.instances))));
    case "saga":
      return steps(brush);
    case "database":
      return barrel(brush);
    case "registry":
      return slots(brush, 2);
    case "broker":
    case "zone":
      return "";
    default:
      return source(brush);
  }
}

function slotCount(instances: unknown): number {
  return typeof instances === "number" ? instances : 2;
}

/** A tank that is a third full, as a queue is drawn before anything ran. */
function tank({ box, colors }: Brush, fill: string): string {
  const height = box.height * 0.42;
  const y = box.y + (box.height - height) / 2;
  const well = { x: box.x, y, width: box.width, height };
  const level = { ...well, x: box.x + box.width * 0.64, width: box.width * 0.36 };
  return element("rect", { ...well, fill: colors.sunken }) + element("rect", { ...level, fill });
}

function lanes({ box, hue }: Brush, count: number): string {
  const pitch = box.height / count;
  const shares = [0.7, 0.95, 0.5, 0.8, 0.6, 0.9];
  return Array.from({ length: count }, (_, i) =>
    element("rect", {
      x: box.x,
      y: box.y + i * pitch + pitch * 0.2,
      width: box.width * (shares[i] ?? 0.7),
      height: pitch * 0.6,
      fill: hue,
    }),
  ).join("");
}

function fan({ box, hue, line }: Brush): string {
  const [left, right] = [box.x + box.width * 0.12, box.x + box.width * 0.88];
  const middle = box.y + box.height / 2;
  const bend = (right - left) / 2;
  const arm = (end: number) =>
    `M${left} ${middle}c${bend} 0 ${bend * 0.6} ${end} ${bend * 2} ${end}`;
  const reach = box.height * 0.42;
  const d = `${arm(-reach)}M${left} ${middle}H${right}${arm(reach)}`;
  return element("path", { d, fill: "none", stroke: hue, "stroke-width": line });
}

function slots({ box, hue }: Brush, count: number): string {
  const shown = Math.max(3, count);
  const pitch = box.width / shown;
  return Array.from({ length: shown }, (_, i) =>
    element("rect", {
      x: box.x + i * pitch + pitch * 0.15,
      y: box.y + box.height * 0.15,
      width: pitch * 0.7,
      height: box.height * 0.7,
      fill: hue,
      opacity: i < count ? undefined : 0.25,
    }),
  ).join("");
}

function steps({ box, hue, line }: Brush): string {
  const y = box.y + box.height / 2;
  const radius = box.height * 0.2;
  const rail = element("path", {
    d: `M${box.x} ${y}h${box.width}`,
    stroke: hue,
    "stroke-width": line,
  });
  const dots = [0.15, 0.5, 0.85].map((share) =>
    element("circle", { cx: box.x + box.width * share, cy: y, r: radius, fill: hue }),
  );
  return rail + dots.join("");
}

function barrel({ box, hue, line }: Brush): string {
  const width = box.height * 0.9;
  const x = box.x + (box.width - width) / 2;
  const rise = box.height * 0.16;
  const top = box.y + rise;
  const bottom = box.y + box.height - rise;
  const lid = { cx: x + width / 2, cy: top, rx: width / 2, ry: rise };
  const d = `M${x} ${top}V${bottom}A${width / 2} ${rise} 0 0 0 ${x + width} ${bottom}V${top}`;
  const stroke = { fill: "none", stroke: hue, "stroke-width": line };
  return element("ellipse", { ...lid, ...stroke }) + element("path", { d, ...stroke });
}

function source({ box, hue, line }: Brush): string {
  const y = box.y + box.height / 2;
  const radius = box.height * 0.28;
  const x = box.x + box.width * 0.35;
  const disc = element("circle", { cx: x, cy: y, r: radius, fill: hue });
  const d = `M${x + radius} ${y}H${box.x + box.width * 0.85}`;
  return disc + element("path", { d, stroke: hue, "stroke-width": line * 1.3 });
}
