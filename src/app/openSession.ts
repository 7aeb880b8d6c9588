import type { Session } from "../actions/index.ts";
import {
  createDesignStore,
  type Design,
  emptyDesign,
  parseDesign,
  problemLine,
} from "../design/index.ts";
import { Run } from "../run/index.ts";
import { type Autosave, openDesignStorage, startAutosave } from "../storage/index.ts";
import { createViewStore } from "../view/index.ts";
import { FIRST_EXAMPLE, fetchExample } from "./examples.ts";

/** Everything that lives as long as the page. */
export interface OpenSession extends Session {
  autosave: Autosave;
  /** False where the browser keeps nothing: the page says so. */
  isDurable: boolean;
  /** A saved design that could not be read; kept so that it can be rescued. */
  damaged: { text: string; reason: string } | undefined;
}

/** Opens what was saved last, or the first example; the run begins at once. */
export async function openSession(): Promise<OpenSession> {
  const storage = await openDesignStorage();
  const saved = await storage.load().catch(() => undefined);
  const parsed = saved ? parseDesign(saved.text) : undefined;
  const design = parsed?.ok ? parsed.design : await firstDesign();
  const designs = createDesignStore(design);
  const run = new Run(designs);
  const damaged =
    saved && parsed && !parsed.ok
      ? { text: saved.text, reason: problemLine(parsed.problems[0]) }
      : undefined;
  void run.restart("play");
  return {
    designs,
    run,
    view: createViewStore(),
    autosave: startAutosave(designs, storage),
    isDurable: storage.isDurable,
    damaged,
  };
}

async function firstDesign(): Promise<Design> {
  const parsed = await fetchExample(FIRST_EXAMPLE);
  return parsed.ok ? parsed.design : emptyDesign();
}
