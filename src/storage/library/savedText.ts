import { checksumOf } from "./checksum.ts";
import type { SavedText } from "./records.ts";

/** A text as it is written, with what tells later whether it is still the same. */
export function seal(text: string, revision: number, savedAt: number): SavedText {
  return { revision, savedAt, text, length: text.length, checksum: checksumOf(text) };
}

/** Whether a saved text is as it was written. Takes anything, since the store may hold anything. */
export function isIntact(saved: unknown): saved is SavedText {
  if (typeof saved !== "object" || saved === null) return false;
  const { text, length, checksum, revision, savedAt } = saved as Partial<SavedText>;
  return (
    typeof text === "string" &&
    text.length === length &&
    Number.isFinite(revision) &&
    Number.isFinite(savedAt) &&
    checksumOf(text) === checksum
  );
}
