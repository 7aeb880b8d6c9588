import type { Backend, Tables } from "./Backend.ts";
import { isRecord, type KeptDesign, keptDesign } from "./keptDesign.ts";
import {
  type DesignRecord,
  type JournalEntry,
  journalKey,
  textKey,
  type VersionKind,
  type VersionRecord,
  versionKey,
} from "./records.ts";
import { isIntact, seal } from "./savedText.ts";
import { versionsToThin } from "./versionsToThin.ts";

/** What is saved of a design beside its text. */
export interface DesignFacts {
  name: string;
  nodes: number;
  links: number;
}

/** What a save came to. A stale one changed nothing: somebody else has saved since. */
export type SaveOutcome = { kind: "saved"; revision: number } | { kind: "stale"; revision: number };

/** How long something in the bin is kept. */
const BIN_MS = 30 * 24 * 3600 * 1000;

/**
 * The designs that are kept between visits, and their versions. Each act is one transaction: it
 * happens as a whole or not at all. Knows texts only; what they mean is not its business.
 */
export class DesignLibrary {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Whether what is kept survives a reload. */
  get isDurable(): boolean {
    return this.#backend.isDurable;
  }

  /** Designs that are in use, the one that was opened last first. */
  async list(): Promise<DesignRecord[]> {
    const rows = await this.#backend.run("readonly", (tables) => tables.list("designs"));
    return rows
      .map(([, record]) => record)
      .filter((record) => isRecord(record) && record.deletedAt === undefined)
      .sort((a, b) => b.openedAt - a.openedAt);
  }

  /**
   * Gives designs whose entry in the list is damaged or gone a new one, made from their texts.
   * @param nameOf the name of the design that a text is of
   * @returns how many were mended
   */
  async mendList(nameOf: (text: string) => string): Promise<number> {
    return this.#backend.run("readwrite", async (tables) => {
      const known = new Set(
        (await tables.list("designs")).filter(([, row]) => isRecord(row)).map(([id]) => id),
      );
      const mended = new Set<string>();
      for (const [key, saved] of await tables.list("texts")) {
        const id = key.slice(0, key.lastIndexOf("/"));
        if (known.has(id) || !isIntact(saved)) continue;
        const { revision, savedAt, text } = saved;
        const earlier = mended.has(id) ? await tables.get("designs", id) : undefined;
        if (earlier && earlier.revision > revision) continue;
        const facts = { name: nameOf(text), nodes: 0, links: 0, openedAt: savedAt };
        await tables.put("designs", id, { id, ...facts, revision, savedAt });
        mended.add(id);
      }
      return mended.size;
    });
  }

  /** All that can be read of a design; undefined when there is no such design. */
  async read(id: string): Promise<KeptDesign | undefined> {
    return this.#backend.run("readonly", async (tables) => {
      const record = await tables.get("designs", id);
      if (!isRecord(record)) return undefined;
      const slots = [
        await tables.get("texts", textKey(id, record.revision)),
        await tables.get("texts", textKey(id, record.revision + 1)),
      ];
      const journal = (await tables.list("journal", `${id}/`)).map(([, entry]) => entry);
      return keptDesign(record, slots, journal);
    });
  }

  /**
   * Saves a design if nobody has saved it since `builtOn`; 0 for a design that is not kept yet.
   * @throws DOMException QuotaExceededError when there is no room
   */
  async save(
    id: string,
    text: string,
    facts: DesignFacts,
    builtOn: number,
    { now, tab }: { now: number; tab: string },
  ): Promise<SaveOutcome> {
    return this.#backend.run("readwrite", async (tables) => {
      const record = await tables.get("designs", id);
      const known = record?.revision ?? 0;
      if (known !== builtOn) return { kind: "stale", revision: known };
      const revision = known + 1;
      const openedAt = record?.openedAt ?? now;
      await tables.put("texts", textKey(id, revision), seal(text, revision, now));
      await tables.put("designs", id, { id, ...facts, revision, savedAt: now, openedAt });
      await tables.remove("journal", journalKey(id, tab));
      return { kind: "saved", revision };
    });
  }

  /** Writes the last moments of a tab without waiting; the next save or visit takes them over. */
  journal(entry: Omit<JournalEntry, "length" | "checksum">): void {
    const { text, revision, savedAt, designId, tab } = entry;
    const row = { ...seal(text, revision, savedAt), designId, tab };
    this.#backend.putAtOnce("journal", journalKey(designId, tab), row);
  }

  /** Forgets the last moments of closed tabs, once they are saved or kept as versions. */
  async clearJournal(id: string): Promise<void> {
    await this.#backend.run("readwrite", async (tables) => {
      for (const [key] of await tables.list("journal", `${id}/`))
        await tables.remove("journal", key);
    });
  }

  /** Notes that a design was opened, so that the next visit opens it again. */
  async touch(id: string, now: number): Promise<void> {
    await this.#change(id, (record) => ({ ...record, openedAt: now }));
  }

  /** Puts a design into the bin, where it stays for thirty days. */
  async discard(id: string, now: number): Promise<void> {
    await this.#change(id, (record) => ({ ...record, deletedAt: now }));
  }

  /** Takes a design out of the bin again. */
  async restore(id: string): Promise<void> {
    await this.#change(id, ({ deletedAt: _, ...record }) => record);
  }

  /** Removes for good what has been in the bin for thirty days. */
  async emptyBin(now: number): Promise<void> {
    await this.#backend.run("readwrite", async (tables) => {
      for (const [id, record] of await tables.list("designs")) {
        if (record.deletedAt === undefined || now - record.deletedAt < BIN_MS) continue;
        await removeAll(tables, id);
      }
    });
  }

  /** Removes a design for good, such as a template that was only looked at. */
  async forget(id: string): Promise<void> {
    await this.#backend.run("readwrite", (tables) => removeAll(tables, id));
  }

  /** Keeps a text as a version, and lets go of those that are too many by now. */
  async addVersion(
    designId: string,
    text: string,
    about: { kind: VersionKind; name: string; note: string; at: number },
  ): Promise<VersionRecord> {
    const work = async (tables: Tables) => {
      const rows = await tables.list("versions", `${designId}/`);
      const taken = new Set(rows.map(([, version]) => version.at));
      let { at } = about;
      while (taken.has(at)) at++;
      const version = { ...about, at, designId, size: 2 * text.length };
      const key = versionKey(designId, at);
      await tables.put("versions", key, version);
      await tables.put("versionTexts", key, seal(text, 0, at));
      const all = [...rows.map(([, row]) => row), version];
      await removeVersions(tables, versionsToThin(all, about.at));
      return version;
    };
    return this.#backend.run("readwrite", work, "strict");
  }

  /** Versions of a design, the newest first. */
  async versions(designId: string): Promise<VersionRecord[]> {
    const rows = await this.#backend.run("readonly", (tables) =>
      tables.list("versions", `${designId}/`),
    );
    return rows.map(([, version]) => version).reverse();
  }

  /** Text of a version; undefined when it is gone or damaged. */
  async versionText({ designId, at }: VersionRecord): Promise<string | undefined> {
    const key = versionKey(designId, at);
    const saved = await this.#backend.run("readonly", (tables) => tables.get("versionTexts", key));
    return isIntact(saved) ? saved.text : undefined;
  }

  /** Gives a version a name, by which it is kept for good. */
  async nameVersion(version: VersionRecord, name: string): Promise<void> {
    const key = versionKey(version.designId, version.at);
    await this.#backend.run("readwrite", async (tables) => {
      const row = await tables.get("versions", key);
      if (row) await tables.put("versions", key, { ...row, kind: "named", name });
    });
  }

  /** Removes versions that nobody named, the oldest half of all designs; gives how many. */
  async removeOldVersions(): Promise<number> {
    return this.#backend.run("readwrite", async (tables) => {
      const old = oldHalf((await tables.list("versions")).map(([, version]) => version));
      await removeVersions(tables, old);
      return old.length;
    });
  }

  /** What fills the store: sizes in bytes, and what could be removed. */
  async usage() {
    return this.#backend.run("readonly", async (tables) => {
      const texts = await tables.list("texts");
      const versions = (await tables.list("versions")).map(([, version]) => version);
      const old = oldHalf(versions);
      return {
        designs: sum(texts.map(([, saved]) => 2 * String(saved?.text ?? "").length)),
        designCount: (await tables.list("designs")).length,
        versions: sum(versions.map(({ size }) => size)),
        versionCount: versions.length,
        old: { count: old.length, size: sum(old.map(({ size }) => size)) },
      };
    });
  }

  /** Everything as it stands in the store, damaged or not, to be kept elsewhere. */
  async raw(): Promise<Record<string, unknown>> {
    return this.#backend.run("readonly", async (tables) => {
      const all: Record<string, unknown> = {};
      for (const table of ["designs", "texts", "journal", "versions", "versionTexts"] as const) {
        all[table] = Object.fromEntries(await tables.list(table));
      }
      return all;
    });
  }

  /** The file on disk that a design belongs to. */
  async fileOf(id: string): Promise<FileSystemFileHandle | undefined> {
    return this.#backend.run("readonly", (tables) => tables.get("files", id));
  }

  /** Remembers the file on disk that a design belongs to. */
  async setFile(id: string, file: FileSystemFileHandle): Promise<void> {
    await this.#backend.run("readwrite", (tables) => tables.put("files", id, file));
  }

  async #change(id: string, change: (record: DesignRecord) => DesignRecord): Promise<void> {
    await this.#backend.run("readwrite", async (tables) => {
      const record = await tables.get("designs", id);
      if (record) await tables.put("designs", id, change(record));
    });
  }
}

async function removeAll(tables: Tables, id: string): Promise<void> {
  await tables.remove("designs", id);
  await tables.remove("files", id);
  for (const table of ["texts", "journal", "versions", "versionTexts"] as const) {
    for (const [key] of await tables.list(table, `${id}/`)) await tables.remove(table, key);
  }
}

async function removeVersions(tables: Tables, versions: readonly VersionRecord[]): Promise<void> {
  for (const { designId, at } of versions) {
    await tables.remove("versions", versionKey(designId, at));
    await tables.remove("versionTexts", versionKey(designId, at));
  }
}

function oldHalf(versions: readonly VersionRecord[]): VersionRecord[] {
  const unnamed = versions.filter(({ kind }) => kind !== "named").sort((a, b) => a.at - b.at);
  return unnamed.slice(0, Math.ceil(unnamed.length / 2));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
