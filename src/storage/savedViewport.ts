/** What part of the canvas was seen last, so that a reload finds it as it was. */
interface SavedViewport {
  x: number;
  y: number;
  zoom: number;
}

const KEY = "sluice.viewport";

/** Reads what was kept; undefined where nothing was, or where the browser keeps nothing. */
export function recallViewport(): SavedViewport | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return isViewport(kept) ? { x: kept.x, y: kept.y, zoom: kept.zoom } : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it; forgets it when there is none. */
export function keepViewport(viewport: SavedViewport | undefined): void {
  try {
    if (viewport) localStorage.setItem(KEY, JSON.stringify(viewport));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing shows everything on the next visit.
  }
}

function isViewport(kept: unknown): kept is SavedViewport {
  if (typeof kept !== "object" || kept === null) return false;
  const { x, y, zoom } = kept as Record<string, unknown>;
  return [x, y, zoom].every(Number.isFinite) && Number(zoom) > 0;
}
