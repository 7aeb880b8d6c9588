import type { DesignRecord, JournalEntry, SavedText } from "./records.ts";
import { isIntact } from "./savedText.ts";

/** What is kept of one design, the newest first. */
export interface KeptDesign {
  record: DesignRecord;
  /** Texts that are as they were written, the newest first: of a closed tab, the last save, the one before. */
  texts: readonly (SavedText & { isRecovered: boolean })[];
  /** Edits of closed tabs that other saves have overtaken. */
  overtaken: readonly JournalEntry[];
  /** Whether the last save is damaged. */
  isDamaged: boolean;
}

/** Whether a row of the list is one; the store may hold anything. */
export function isRecord(row: DesignRecord | undefined): row is DesignRecord {
  if (typeof row !== "object" || row === null) return false;
  return typeof row.id === "string" && typeof row.name === "string" && row.revision > 0;
}

/** Puts together what was found of a design. */
export function keptDesign(
  record: DesignRecord,
  slots: readonly unknown[],
  journal: readonly JournalEntry[],
): KeptDesign {
  const intact = journal.filter(isIntact);
  const recovered = intact
    .filter((entry) => entry.revision === record.revision)
    .sort((a, b) => b.savedAt - a.savedAt);
  const saved = slots.filter(isIntact);
  return {
    record,
    texts: [
      ...recovered.map((entry) => ({ ...entry, isRecovered: true })),
      ...saved.map((text) => ({ ...text, isRecovered: false })),
    ],
    overtaken: intact.filter((entry) => entry.revision !== record.revision),
    isDamaged: !saved.some((text) => text.revision === record.revision),
  };
}
