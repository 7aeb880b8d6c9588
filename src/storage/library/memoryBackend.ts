import type { Backend, Tables } from "./Backend.ts";
import { type Rows, TABLE_NAMES, type TableName } from "./records.ts";

type Store = { [T in TableName]: Map<string, Rows[T]> };

const emptyStore = (): Store => ({
  designs: new Map(),
  texts: new Map(),
  journal: new Map(),
  versions: new Map(),
  versionTexts: new Map(),
  files: new Map(),
});

/** Keeps everything as long as the page lives. */
export function memoryBackend(): Backend {
  const store = emptyStore();
  return {
    isDurable: false,
    async run(_mode, work) {
      const before = TABLE_NAMES.map((name) => new Map<string, unknown>(store[name]));
      try {
        return await work(tablesOf(store));
      } catch (error) {
        TABLE_NAMES.forEach((name, i) => {
          Object.assign(store, { [name]: before[i] });
        });
        throw error;
      }
    },
    putAtOnce(table, key, row) {
      store[table].set(key, row);
    },
  };
}

function tablesOf(store: Store): Tables {
  return {
    get: async (table, key) => store[table].get(key),
    put: async (table, key, row) => {
      store[table].set(key, row);
    },
    remove: async (table, key) => {
      store[table].delete(key);
    },
    list: async (table, prefix = "") =>
      [...store[table]]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}
