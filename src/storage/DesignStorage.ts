import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** A design as it is kept between visits: the text of its file, so that one parser reads both. */
export interface SavedDesign {
  text: string;
  /** Milliseconds since 1970, for people ("Saved 12:04:31"). */
  savedAt: number;
}

/** Where designs are kept between visits. */
export interface DesignStorage {
  /** Whether what is saved survives a reload. */
  isDurable: boolean;
  load(): Promise<SavedDesign | undefined>;
  save(saved: SavedDesign): Promise<void>;
}

interface Schema extends DBSchema {
  designs: { key: string; value: SavedDesign };
}

const DATABASE = "sluice";
const VERSION = 1;
/** The design that opens with the page. */
const CURRENT = "current";
/** A store that has not answered by then is taken to be blocked, as some private modes do. */
const OPEN_TIMEOUT_MS = 3000;

/** Opens the browser's store; where there is none, keeps designs in memory and says so. */
export async function openDesignStorage(): Promise<DesignStorage> {
  try {
    return inDatabase(await withinTime(openDatabase()));
  } catch {
    return inMemory();
  }
}

function openDatabase(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(DATABASE, VERSION, {
    upgrade(database) {
      database.createObjectStore("designs");
    },
  });
}

function withinTime<T>(promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("The browser's store does not answer.")), OPEN_TIMEOUT_MS);
  });
  return Promise.race([promise, late]);
}

function inDatabase(database: IDBPDatabase<Schema>): DesignStorage {
  return {
    isDurable: true,
    load: () => database.get("designs", CURRENT),
    save: async (saved) => {
      await database.put("designs", saved, CURRENT);
    },
  };
}

function inMemory(): DesignStorage {
  let kept: SavedDesign | undefined;
  return {
    isDurable: false,
    load: async () => kept,
    save: async (saved) => {
      kept = saved;
    },
  };
}
