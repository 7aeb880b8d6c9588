/** What one tab remembers of itself over a reload. */

const OPEN_DESIGN = "sluice.open";

/** The design that was open in this tab before it was reloaded. */
export function designOfTab(): string | undefined {
  try {
    return sessionStorage.getItem(OPEN_DESIGN) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers the open design over a reload of this tab. */
export function setDesignOfTab(id: string): void {
  try {
    sessionStorage.setItem(OPEN_DESIGN, id);
  } catch {
    // A browser that keeps nothing opens the design that was used last.
  }
}

/** A name that no other design or tab has. */
export function freshName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
