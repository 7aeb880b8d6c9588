import { createStore, type StoreApi } from "zustand/vanilla";
import { type DesignStore, printDesign } from "../design/index.ts";
import type { DesignStorage } from "./DesignStorage.ts";

/** What the page says of saving. */
export type SaveStatus =
  | { kind: "saved"; at: number | undefined }
  | { kind: "saving" }
  | { kind: "failed"; reason: string };

/** Saves a design soon after each edit; see `startAutosave`. */
export interface Autosave {
  status: StoreApi<SaveStatus>;
  /** Saves now what is not saved yet. */
  flush(): Promise<void>;
  stop(): void;
}

/** Wait after the last edit; with the write it stays under half a second. */
const QUIET_MS = 300;

/**
 * Saves the open design a moment after each edit, and at once when the page is hidden, which is
 * the last thing that a page is sure to hear. Nothing is written before the first edit, so that
 * opening the page never overwrites what is stored.
 */
export function startAutosave(store: DesignStore, storage: DesignStorage): Autosave {
  const status = createStore<SaveStatus>(() => ({ kind: "saved", at: undefined }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDirty = false;

  const write = async () => {
    clearTimeout(timer);
    if (!isDirty) return;
    isDirty = false;
    const at = Date.now();
    try {
      await storage.save({ text: printDesign(store.getState().design), savedAt: at });
      if (!isDirty) status.setState({ kind: "saved", at }, true);
    } catch (error) {
      isDirty = true;
      status.setState(
        { kind: "failed", reason: error instanceof Error ? error.message : String(error) },
        true,
      );
    }
  };
  const unsubscribe = store.subscribe((state, previous) => {
    if (state.design === previous.design) return;
    isDirty = true;
    status.setState({ kind: "saving" }, true);
    clearTimeout(timer);
    timer = setTimeout(write, QUIET_MS);
  });
  const onHidden = () => {
    if (document.visibilityState === "hidden") void write();
  };
  document.addEventListener("visibilitychange", onHidden);
  window.addEventListener("pagehide", write);

  return {
    status,
    flush: write,
    stop() {
      unsubscribe();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onHidden);
      window.removeEventListener("pagehide", write);
    },
  };
}
