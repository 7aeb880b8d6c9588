import { type PointerEvent, useEffect, useRef, useState } from "react";
import type { PaletteItem } from "./paletteGroups.ts";

/** A tile that is being dragged, and where the pointer is in the window. */
export interface TileDrag {
  item: PaletteItem;
  x: number;
  y: number;
}

/** The pointer must go so far before a press becomes a drag. */
const THRESHOLD = 4;

export interface TileDragging {
  drag: TileDrag | undefined;
  press(item: PaletteItem, event: PointerEvent): void;
  /** Whether the press that has just ended was a drag, so that it is no click. */
  wasDrag(): boolean;
}

/** Drags a tile with mouse, pen or finger; Escape lets go of it. */
export function useTileDrag(
  onDrop: (item: PaletteItem, client: { x: number; y: number }) => void,
  onDrag: (item: PaletteItem, client: { x: number; y: number } | undefined) => void,
): TileDragging {
  const [drag, setDrag] = useState<TileDrag | undefined>();
  const [pressed, setPressed] = useState<TileDrag | undefined>();
  const hasDragged = useRef(false);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  const follow = useRef(onDrag);
  follow.current = onDrag;

  useEffect(() => {
    if (!pressed) return;
    const { item } = pressed;
    const move = ({ clientX, clientY }: globalThis.PointerEvent) => {
      const distance = Math.hypot(clientX - pressed.x, clientY - pressed.y);
      if (distance < THRESHOLD && !hasDragged.current) return;
      hasDragged.current = true;
      setDrag({ item, x: clientX, y: clientY });
      follow.current(item, { x: clientX, y: clientY });
    };
    const end = () => {
      follow.current(item, undefined);
      setPressed(undefined);
      setDrag(undefined);
    };
    const up = ({ clientX, clientY }: globalThis.PointerEvent) => {
      if (hasDragged.current) drop.current(item, { x: clientX, y: clientY });
      end();
    };
    const letGo = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      end();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", letGo);
    return () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", letGo);
    };
  }, [pressed]);

  return {
    drag,
    press(item, event) {
      if (event.button !== 0) return;
      hasDragged.current = false;
      setPressed({ item, x: event.clientX, y: event.clientY });
    },
    wasDrag: () => hasDragged.current,
  };
}
