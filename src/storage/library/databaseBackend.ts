import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { Backend, Durability, Tables } from "./Backend.ts";
import { LastWords } from "./lastWords.ts";
import { type Rows, TABLE_NAMES, type TableName, textKey } from "./records.ts";
import { seal } from "./savedText.ts";

type Schema = DBSchema & { [T in TableName]: { key: string; value: Rows[T] } };
type Database = IDBPDatabase<Schema>;
type Upgrade = IDBPTransaction<Schema, TableName[], "versionchange">;

/** Version of the tables. A newer one than this is left alone. */
const VERSION = 2;
/** A store that has not answered by then is taken to be blocked, as some private modes do. */
const OPEN_TIMEOUT_MS = 3000;
/** A transaction that has not ended by then counts as failed. */
const ANSWER_TIMEOUT_MS = 10_000;

/** Why the browser's database cannot be used. */
export type StoreTrouble =
  /** The browser keeps nothing here, or does not answer. */
  | "unavailable"
  /** A newer Sluice has changed the tables. */
  | "newer"
  /** A tab with an older Sluice holds the tables as they were. */
  | "blocked"
  /** The database exists and cannot be read. */
  | "damaged";

/** The database that was opened, or why it was not. */
export type OpenedBackend = { backend: Backend } | { trouble: StoreTrouble; reason: string };

/**
 * Opens the browser's database of that name.
 * @param onTakenOver called when a newer Sluice in another tab wants to change the tables; from then
 *   on every transaction fails
 */
export async function openDatabaseBackend(
  name: string,
  onTakenOver: () => void,
): Promise<OpenedBackend> {
  let isBlocked = false;
  let opening: Promise<Database> | undefined;
  try {
    opening = openDB<Schema>(name, VERSION, {
      upgrade: (database, from, _to, transaction) =>
        upgrade(database, from, transaction as Upgrade),
      blocked: () => {
        isBlocked = true;
      },
      blocking: (_from, _to, event) => {
        (event.target as IDBDatabase).close();
        onTakenOver();
      },
    });
    return { backend: inDatabase(await withinTime(opening, OPEN_TIMEOUT_MS), new LastWords(name)) };
  } catch (error) {
    // It may still open later; nobody would use it then, and it would only stand in the way.
    opening?.then((database) => database.close()).catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    return { trouble: isBlocked ? "blocked" : troubleOf(error), reason };
  }
}

function troubleOf(error: unknown): StoreTrouble {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "VersionError") return "newer";
  return name === "UnknownError" || name === "DataError" || name === "AbortError"
    ? "damaged"
    : "unavailable";
}

async function upgrade(database: Database, from: number, transaction: Upgrade): Promise<void> {
  // Version 1 kept one design, under the key "current" of a table with the same name.
  const before: unknown =
    from === 1 ? await transaction.objectStore("designs").get("current") : undefined;
  for (const name of TABLE_NAMES) {
    if (!database.objectStoreNames.contains(name)) database.createObjectStore(name);
  }
  if (from !== 1) return;
  await transaction.objectStore("designs").delete("current");
  const { text, savedAt = 0 } = (before ?? {}) as { text?: string; savedAt?: number };
  if (typeof text !== "string") return;
  const id = "first";
  const saved = seal(text, 1, savedAt);
  await transaction.objectStore("texts").put(saved, textKey(id, 1));
  const name = /"name":\s*"([^"\\]*)"/.exec(text)?.[1] ?? "Design";
  const record = { id, name, revision: 1, savedAt, openedAt: savedAt, nodes: 0, links: 0 };
  await transaction.objectStore("designs").put(record, id);
}

function withinTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const give = () => reject(new Error("The browser's store does not answer."));
    timer = setTimeout(give, milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function inDatabase(database: Database, lastWords: LastWords): Backend {
  return {
    isDurable: true,
    async run(mode, work, durability = "relaxed") {
      await withinTime(hearLastWords(database, lastWords), ANSWER_TIMEOUT_MS);
      return withinTime(transact(database, mode, work, durability), ANSWER_TIMEOUT_MS);
    },
    putAtOnce(table, key, row) {
      lastWords.put(table, key, row);
      const transaction = database.transaction(table, "readwrite");
      transaction
        .objectStore(table)
        .put(row, key)
        .catch(() => undefined);
      transaction.done.catch(() => undefined);
      transaction.commit();
    },
  };
}

/** Rows of pages that went come first, so that all that follows sees them. */
async function hearLastWords(database: Database, lastWords: LastWords): Promise<void> {
  const waiting = lastWords.waiting();
  if (waiting.size === 0) return;
  await transact(database, "readwrite", (tables) => lastWords.putInto(tables, waiting), "relaxed");
  lastWords.forget(waiting);
}

async function transact<T>(
  database: Database,
  mode: "readonly" | "readwrite",
  work: (tables: Tables) => Promise<T>,
  durability: Durability,
): Promise<T> {
  const transaction = database.transaction([...TABLE_NAMES], mode, { durability });
  try {
    const result = await work(tablesOf(transaction));
    await transaction.done;
    return result;
  } catch (error) {
    transaction.done.catch(() => undefined);
    if (transaction.error === null && error !== undefined) {
      try {
        transaction.abort();
      } catch {
        // It had ended already.
      }
    }
    throw error;
  }
}

type AnyTransaction = IDBPTransaction<Schema, TableName[], "readonly" | "readwrite">;

function tablesOf(transaction: AnyTransaction): Tables {
  const writable = (table: TableName) =>
    transaction.objectStore(table) as unknown as {
      put: (row: unknown, key: string) => Promise<unknown>;
      delete: (key: string) => Promise<void>;
    };
  return {
    get: <T extends TableName>(table: T, key: string) =>
      transaction.objectStore(table).get(key) as Promise<Rows[T] | undefined>,
    async put(table, key, row) {
      await writable(table).put(row, key);
    },
    remove: (table, key) => writable(table).delete(key),
    async list<T extends TableName>(table: T, prefix = ""): Promise<[string, Rows[T]][]> {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const store = transaction.objectStore(table);
      const [keys, rows] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
      return keys.map((key, i) => [key, rows[i] as Rows[T]]);
    },
  };
}
