import type { Tables } from "./Backend.ts";
import { type Rows, TABLE_NAMES, type TableName } from "./records.ts";

/**
 * Rows that a page wrote as it went. A transaction that such a page begins may be dropped with it,
 * while local storage takes a row before the call returns; whoever uses the tables next puts the
 * row where it belongs.
 */
export class LastWords {
  readonly #prefix: string;

  /** @param database the name of the database whose tables the rows are for */
  constructor(database: string) {
    this.#prefix = `sluice.last-words/${database}/`;
  }

  /** Writes a row at once, if local storage is there and has room. */
  put<T extends TableName>(table: T, key: string, row: Rows[T]): void {
    try {
      localStorage.setItem(`${this.#prefix}${table}/${key}`, JSON.stringify(row));
    } catch {
      // The page's own transaction is then all there is.
    }
  }

  /** All rows that wait, by their names in local storage, as they are written there. */
  waiting(): ReadonlyMap<string, string> {
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(this.#prefix));
      return new Map(names.map((name) => [name, localStorage.getItem(name) ?? ""]));
    } catch {
      return new Map();
    }
  }

  /** Puts the rows that wait into their tables. Forget them once the transaction is done. */
  async putInto(tables: Tables, waiting: ReadonlyMap<string, string>): Promise<void> {
    for (const [name, text] of waiting) {
      const place = name.slice(this.#prefix.length);
      const table = TABLE_NAMES.find((each) => place.startsWith(`${each}/`));
      const row = rowOf(text);
      if (table && row) await tables.put(table, place.slice(table.length + 1), row);
    }
  }

  /** Forgets rows that are in their tables, unless there is something newer in their place. */
  forget(waiting: ReadonlyMap<string, string>): void {
    for (const [name, text] of waiting) {
      if (localStorage.getItem(name) === text) localStorage.removeItem(name);
    }
  }
}

/** Anyone can write into local storage: whether a row is intact is asked where it is read. */
function rowOf(text: string): Rows[TableName] | undefined {
  try {
    const row: unknown = JSON.parse(text);
    return typeof row === "object" && row !== null ? (row as Rows[TableName]) : undefined;
  } catch {
    return undefined;
  }
}
