import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type PointerEvent, useEffect, useRef, useState } from "react";
import type { Design, Rect } from "../../design/index.ts";
import { isContainer } from "../../design/index.ts";
import { readTokens, themeStore } from "../../ui/index.ts";
import styles from "./MiniMap.module.css";
import { MAP_SIZE } from "./mapPlace.ts";
import { designPoint, type MiniMapScale, miniMapScale } from "./miniMapScale.ts";

export type MiniMapProps = { design: Design; frames: ReadonlyMap<string, Rect> };

const SIZE = MAP_SIZE;
const TOKENS = ["line-strong", "ink-3"] as const;
/** From painting to painting, in milliseconds: a design that is moved about keeps its frames for itself. */
const PAINT_MS = 120;
type Colors = Record<(typeof TOKENS)[number], string>;

/**
 * The whole design, small, and what is in view of it; a press or drag moves the view there. The design
 * is painted when it changes, and only the frame around what is in view moves with it, so that the map
 * costs a large design nothing.
 */
export function MiniMap({ design, frames }: MiniMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef<MiniMapScale>({ scale: 0, x: 0, y: 0 });
  const paintedAt = useRef(Number.NEGATIVE_INFINITY);
  const graph = useStoreApi();
  const { setCenter, getZoom } = useReactFlow();
  // Colors are read when they change: to read them costs the styles of the whole page.
  const [firstColors] = useState(() => readTokens(TOKENS));
  const colors = useRef(firstColors);

  useEffect(() => {
    let request = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isStale = true;
    const show = (time: number) => {
      request = 0;
      const surface = canvas.current?.getContext("2d");
      if (!surface || !frame.current) return;
      const seen = seenIn(graph.getState());
      const scale = miniMapScale(frames, seen, SIZE);
      const old = shown.current;
      if (isStale || old.scale !== scale.scale || old.x !== scale.x || old.y !== scale.y) {
        const wait = paintedAt.current + PAINT_MS - time;
        clearTimeout(timer);
        if (wait > 0) timer = setTimeout(later, wait);
        else {
          paintMap(surface, { design, frames, colors: colors.current }, scale);
          isStale = false;
          shown.current = scale;
          paintedAt.current = time;
        }
      }
      moveFrame(frame.current, seen, shown.current);
    };
    const later = () => {
      request ||= requestAnimationFrame(show);
    };
    later();
    const stops = [
      graph.subscribe((state, old) => {
        if (state.transform !== old.transform || state.width !== old.width) later();
      }),
      themeStore.subscribe(() => {
        colors.current = readTokens(TOKENS);
        isStale = true;
        later();
      }),
    ];
    return () => {
      cancelAnimationFrame(request);
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [design, frames, graph]);

  const go = (event: PointerEvent) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    const { x, y } = designPoint(shown.current, at);
    void setCenter(x, y, { zoom: getZoom() });
  };
  return (
    <div
      className={styles.map}
      style={SIZE}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
      role="img"
      aria-label="Map of the design"
    >
      <canvas ref={canvas} style={SIZE} />
      <div ref={frame} className={styles.seen} />
    </div>
  );
}

type GraphView = { transform: [number, number, number]; width: number; height: number };

/** What of the design is in view. */
function seenIn({ transform: [x, y, zoom], width, height }: GraphView): Rect {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

function moveFrame({ style }: HTMLElement, seen: Rect, { scale, x, y }: MiniMapScale): void {
  const [width, height] = [seen.width, seen.height].map((side) => `${(side * scale).toFixed(1)}px`);
  // A new size costs a layout; while the view only moves there is none.
  if (style.width !== width) style.width = width ?? "";
  if (style.height !== height) style.height = height ?? "";
  style.transform = `translate(${seen.x * scale + x}px, ${seen.y * scale + y}px)`;
}

type Picture = MiniMapProps & { colors: Colors };

function paintMap(
  surface: CanvasRenderingContext2D,
  { design, frames, colors }: Picture,
  { scale, x, y }: MiniMapScale,
): void {
  const ratio = window.devicePixelRatio;
  const { canvas } = surface;
  canvas.width = SIZE.width * ratio;
  canvas.height = SIZE.height * ratio;
  surface.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * x, ratio * y);
  surface.lineWidth = 1 / scale;
  surface.strokeStyle = colors["line-strong"];
  surface.fillStyle = colors["ink-3"];
  for (const [key, frame] of frames) {
    const kind = design.system?.nodes?.[key]?.kind;
    if (kind !== undefined && !isContainer(kind))
      surface.fillRect(frame.x, frame.y, frame.width, frame.height);
    else surface.strokeRect(frame.x, frame.y, frame.width, frame.height);
  }
}
