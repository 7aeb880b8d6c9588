/** Ids of the acts that were chosen lately in the palette of commands, the last one first. */
const KEY = "sluice.recent-actions";
const KEPT = 12;

/** Reads them; none where the browser keeps nothing or something else. */
export function recallRecentActions(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

/** Notes that an act was chosen. */
export function rememberAction(id: string): void {
  try {
    const others = recallRecentActions().filter((each) => each !== id);
    localStorage.setItem(KEY, JSON.stringify([id, ...others].slice(0, KEPT)));
  } catch {
    // A browser that keeps nothing offers no recent acts.
  }
}
