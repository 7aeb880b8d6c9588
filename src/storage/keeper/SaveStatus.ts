/** What the page says of saving. */
export type SaveStatus =
  /** All is saved; `at` is when, if it was in this visit. */
  | { kind: "saved"; at: number | undefined }
  | { kind: "saving" }
  /** There is no store: the design lives in this tab. */
  | { kind: "memory" }
  /** The last save failed; the edits live in this tab until one succeeds. */
  | { kind: "failed"; isFull: boolean; reason: string; edits: number };

/** What a failed save says: whether the store is full, and the browser's own words. */
export function failureOf(error: unknown, edits: number): SaveStatus {
  const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: "failed", isFull, reason, edits };
}
