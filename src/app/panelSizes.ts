/** Sizes of panels in pixels, before anyone drags them. */
export type PanelSizes = { inspector: number; dock: number };

/** The panels of a window of that width: a narrow one keeps the canvas, a wide one shows more. */
export function panelSizes(windowWidth: number): PanelSizes {
  if (windowWidth <= 1100) return { inspector: 272, dock: 222 };
  return windowWidth >= 1800 ? { inspector: 336, dock: 320 } : { inspector: 304, dock: 260 };
}
