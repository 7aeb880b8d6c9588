import { DesignLibrary } from "./library/DesignLibrary.ts";
import type { StoreTrouble } from "./library/databaseBackend.ts";
import { openDatabaseBackend } from "./library/databaseBackend.ts";
import { memoryBackend } from "./library/memoryBackend.ts";

/** The library of this browser; with why it only lives as long as the page, if it does. */
export interface OpenedLibrary {
  library: DesignLibrary;
  trouble: { kind: StoreTrouble; reason: string } | undefined;
}

const NAME_KEY = "sluice.database";
const FIRST_NAME = "sluice";

/**
 * Opens the browser's store; where there is none, designs are kept in memory.
 * @param onTakenOver called when a newer Sluice in another tab takes the store over
 */
export async function openLibrary(onTakenOver: () => void): Promise<OpenedLibrary> {
  const opened = await openDatabaseBackend(databaseName(), onTakenOver);
  if ("backend" in opened) {
    return { library: new DesignLibrary(opened.backend), trouble: undefined };
  }
  const { trouble: kind, reason } = opened;
  return { library: new DesignLibrary(memoryBackend()), trouble: { kind, reason } };
}

/** The next visit begins with a new, empty store; the damaged one stays as it is, under its old name. */
export function beginNewStore(now: number): void {
  localStorage.setItem(NAME_KEY, `${FIRST_NAME}.${now}`);
}

function databaseName(): string {
  try {
    return localStorage.getItem(NAME_KEY) ?? FIRST_NAME;
  } catch {
    return FIRST_NAME;
  }
}
