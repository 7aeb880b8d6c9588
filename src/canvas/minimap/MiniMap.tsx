import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type PointerEvent, useEffect, useRef, useState } from "react";
import type { Design, Rect } from "../../design/index.ts";
import { isContainer } from "../../design/index.ts";
import { readTokens, themeStore } from "../../ui/index.ts";
import styles from "./MiniMap.module.css";
import { designPoint, type MiniMapScale, miniMapScale } from "./miniMapScale.ts";

export type MiniMapProps = { design: Design; frames: ReadonlyMap<string, Rect> };

const SIZE = { width: 168, height: 104 };
const TOKENS = ["line-strong", "ink-3", "accent", "chrome"] as const;

/**
 * The whole design, small, and what is in view of it. Painted on one surface at most once a frame, so
 * that it costs a large design nothing; a press or drag moves the view there.
 */
export function MiniMap({ design, frames }: MiniMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef<MiniMapScale>({ scale: 1, x: 0, y: 0 });
  const graph = useStoreApi();
  const { setCenter, getZoom } = useReactFlow();
  // Colors are read when they change: to read them costs the styles of the whole page.
  const [firstColors] = useState(() => readTokens(TOKENS));
  const colors = useRef(firstColors);

  useEffect(() => {
    let frame = 0;
    const paint = () => {
      frame = 0;
      const surface = canvas.current?.getContext("2d");
      if (!surface) return;
      const { transform, width, height } = graph.getState();
      const [x, y, zoom] = transform;
      const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
      shown.current = miniMapScale(frames, seen, SIZE);
      paintMap(surface, { design, frames, seen, colors: colors.current }, shown.current);
    };
    const later = () => {
      frame ||= requestAnimationFrame(paint);
    };
    later();
    const stops = [
      graph.subscribe((state, old) => {
        if (state.transform !== old.transform || state.width !== old.width) later();
      }),
      themeStore.subscribe(() => {
        colors.current = readTokens(TOKENS);
        later();
      }),
    ];
    return () => {
      cancelAnimationFrame(frame);
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
    <canvas
      ref={canvas}
      className={styles.map}
      style={SIZE}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
      role="img"
      aria-label="Map of the design"
    />
  );
}

type Picture = MiniMapProps & { seen: Rect; colors: Record<(typeof TOKENS)[number], string> };

function paintMap(
  surface: CanvasRenderingContext2D,
  { design, frames, seen, colors }: Picture,
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
    if (kind !== undefined && isContainer(kind))
      surface.strokeRect(frame.x, frame.y, frame.width, frame.height);
    else if (kind !== undefined) surface.fillRect(frame.x, frame.y, frame.width, frame.height);
    else surface.strokeRect(frame.x, frame.y, frame.width, frame.height);
  }
  surface.strokeStyle = colors.accent;
  surface.lineWidth = 1.5 / scale;
  surface.strokeRect(seen.x, seen.y, seen.width, seen.height);
}
