/** How much a node shows: all, most, some, or far away only what it is. */
export type ZoomLevel = "all" | "most" | "some" | "far";

const LEVELS: readonly ZoomLevel[] = ["far", "some", "most", "all"];
/** Zooms at which one level gives way to the next. */
const BORDERS = [0.35, 0.6, 0.85];
/** A level holds on by this much, so that a trembling hand does not switch it to and fro. */
const HYSTERESIS = 0.03;

/** The level at a zoom, given the level that is in force. */
export function zoomLevel(zoom: number, current: ZoomLevel): ZoomLevel {
  const at = LEVELS.indexOf(current);
  const level = BORDERS.filter((border, i) =>
    i < at ? zoom >= border * (1 - HYSTERESIS) : zoom >= border * (1 + HYSTERESIS),
  ).length;
  return LEVELS[level] ?? "all";
}

/** The level when nothing was shown before. */
export function firstZoomLevel(zoom: number): ZoomLevel {
  return LEVELS[BORDERS.filter((border) => zoom >= border).length] ?? "all";
}
