import type { Rows, TableName } from "./records.ts";

/** The tables within one transaction. Nothing else may be waited for in between. */
export interface Tables {
  get<T extends TableName>(table: T, key: string): Promise<Rows[T] | undefined>;
  put<T extends TableName>(table: T, key: string, row: Rows[T]): Promise<void>;
  remove(table: TableName, key: string): Promise<void>;
  /** Rows whose keys begin so, in the order of their keys. */
  list<T extends TableName>(table: T, prefix?: string): Promise<[key: string, row: Rows[T]][]>;
}

/** How much is at stake: `strict` waits until the disk has it. */
export type Durability = "relaxed" | "strict";

/** Where the tables are: in the browser's database, or in memory where there is none. */
export interface Backend {
  /** Whether what is kept survives a reload. */
  readonly isDurable: boolean;
  /** All that is read and written in `work` happens as one, or not at all. */
  run<T>(
    mode: "readonly" | "readwrite",
    work: (tables: Tables) => Promise<T>,
    durability?: Durability,
  ): Promise<T>;
  /** Begins to write without waiting for anything, for a page that is about to go. */
  putAtOnce<T extends TableName>(table: T, key: string, row: Rows[T]): void;
}
