import { FORMAT } from "./DesignFile.ts";
import { migrateFrom1 } from "./migrateFrom1.ts";
import { migrateFrom2 } from "./migrateFrom2.ts";

type Document = Record<string, unknown>;

/**
 * Steps from each earlier format to the next, by the number they start from. A format, once
 * released, keeps its step and a frozen sample file in the tests for ever.
 */
const MIGRATIONS: Readonly<Record<number, (document: Document) => Document>> = {
  1: migrateFrom1,
  2: migrateFrom2,
};

/** What reading the format number of a document gave. */
export type Migrated = { document: Document } | { problem: string };

/**
 * Brings a document of an earlier format to the present one.
 * @returns the document, or why it cannot be read; the document that was given is not changed
 */
export function migrate(document: Document): Migrated {
  const { format } = document;
  if (format === undefined) {
    return {
      problem: `is missing. A design file of this version begins with "format": ${FORMAT}.`,
    };
  }
  if (typeof format !== "number" || !Number.isInteger(format) || format < 1) {
    return { problem: `must be a whole number; this version writes ${FORMAT}.` };
  }
  if (format > FORMAT) {
    return {
      problem: `is ${format}, made by a newer version of Sluice; this one reads up to ${FORMAT}. Open it with the newer version.`,
    };
  }
  let current = document;
  for (let from = format; from < FORMAT; from++) {
    const step = MIGRATIONS[from];
    if (!step) return { problem: `${from} cannot be migrated.` };
    current = step(current);
  }
  return { document: current };
}
