const KEY = "sluice.tour";

/** Whether the tour was taken or left on purpose; it is not offered again then. */
export function hasSeenTour(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** Remembers that the tour was taken to its end, or left at a step. */
export function rememberTour(how: "finished" | "left"): void {
  try {
    localStorage.setItem(KEY, how);
  } catch {
    // A browser that keeps nothing offers the tour again.
  }
}
