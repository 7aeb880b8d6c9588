/** What is kept of each design, in the form in which it is kept. */

/** A design in the list of designs; its text is kept apart. */
export interface DesignRecord {
  id: string;
  name: string;
  /** Counts the saves; a save that builds on an older one is refused. */
  revision: number;
  /** Milliseconds since 1970. */
  savedAt: number;
  openedAt: number;
  /** Size of the design, for the list. */
  nodes: number;
  links: number;
  /** When it was put into the bin; undefined while it is in use. */
  deletedAt?: number;
}

/** One saved text. Each design has two, written in turn: when the newer is damaged, the older is good. */
export interface SavedText {
  revision: number;
  savedAt: number;
  text: string;
  /** Length and checksum of the text as it was written. */
  length: number;
  checksum: number;
}

/**
 * The last moments of a tab that was closed or killed before its save was done. `revision` is the
 * save that it builds on.
 */
export interface JournalEntry extends SavedText {
  designId: string;
  tab: string;
}

/** Why a version was made. */
export type VersionKind =
  /** A person gave it a name. */
  | "named"
  /** Before something that replaced the document. */
  | "before"
  /** From time to time. */
  | "interval"
  /** Edits that another tab overtook. */
  | "conflict";

/** A version in the list of versions; its text is kept apart. */
export interface VersionRecord {
  designId: string;
  /** Milliseconds since 1970; unique within a design. */
  at: number;
  kind: VersionKind;
  name: string;
  /** In a few words, such as "5 nodes changed". */
  note: string;
  /** Size of its text, in bytes. */
  size: number;
}

/** What each table holds, by the key of a row. */
export interface Rows {
  /** By id. */
  designs: DesignRecord;
  /** By `textKey`. */
  texts: SavedText;
  /** By `journalKey`. */
  journal: JournalEntry;
  /** By `versionKey`. */
  versions: VersionRecord;
  /** By `versionKey`. */
  versionTexts: SavedText;
  /** The file on disk that a design was opened from or saved to, by id. */
  files: FileSystemFileHandle;
}

export type TableName = keyof Rows;
export const TABLE_NAMES = [
  "designs",
  "texts",
  "journal",
  "versions",
  "versionTexts",
  "files",
] as const satisfies readonly TableName[];

/** A design's text of that revision takes the place of the one before the last. */
export const textKey = (id: string, revision: number) => `${id}/${revision % 2}`;
export const journalKey = (id: string, tab: string) => `${id}/${tab}`;
/** Sorts by time. */
export const versionKey = (id: string, at: number) => `${id}/${String(at).padStart(15, "0")}`;
