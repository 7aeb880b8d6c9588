import { FIRST_EXAMPLE, fetchExampleText } from "../gallery/exampleText.ts";
import type { DesignLibrary } from "../storage/library/DesignLibrary.ts";
import type { KeptDesign } from "../storage/library/keptDesign.ts";
import { type OpenedLibrary, openLibrary } from "../storage/openLibrary.ts";
import { recallViewport } from "../storage/savedViewport.ts";
import { designOfTab } from "../storage/tab.ts";

/** What can be had of the design with which the page opens before it is known what the text means. */
export interface Reading {
  store: OpenedLibrary;
  /** What was open in this tab, or last in any. */
  kept: KeptDesign | undefined;
  /** Text of the first example, where nothing is kept. */
  example: Promise<string> | undefined;
  /** Why the store as a whole could not be read. */
  failure: string | undefined;
  /** Comes when a newer Sluice in another tab takes the store over. */
  takenOver: Promise<void>;
}

/**
 * Reads the store, and the first example where it has nothing. The page begins with this and has its
 * program fetched meanwhile: hence no file is imported here that would bring more of it along.
 */
export async function startReading(): Promise<Reading> {
  let example = isFirstVisit() ? askForExample() : undefined;
  let tellTakenOver = () => {};
  const takenOver = new Promise<void>((resolve) => {
    tellTakenOver = resolve;
  });
  const store = await openLibrary(() => tellTakenOver());
  let kept: KeptDesign | undefined;
  let failure: string | undefined;
  try {
    kept = await lookFor(store.library);
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  if (!kept) example ??= askForExample();
  return { store, kept, example, failure, takenOver };
}

async function lookFor(library: DesignLibrary): Promise<KeptDesign | undefined> {
  await library.mendList(nameInText);
  void library.emptyBin(Date.now()).catch(() => undefined);
  const ofTab = designOfTab();
  const [last] = await library.list();
  const kept = (ofTab && (await library.read(ofTab))) || (last && (await library.read(last.id)));
  return kept && kept.record.deletedAt === undefined ? kept : undefined;
}

/** Whether nothing says that Sluice was used here before. The store knows better, but later. */
function isFirstVisit(): boolean {
  return designOfTab() === undefined && recallViewport() === undefined;
}

function askForExample(): Promise<string> {
  const text = fetchExampleText(FIRST_EXAMPLE);
  // Who waits for it is told; until then nobody does.
  text.catch(() => undefined);
  return text;
}

/** Name of the design that a text is of, as far as it can be told without reading it whole. */
function nameInText(text: string): string {
  return /"name":\s*"([^"\\]{1,200})"/.exec(text)?.[1] ?? "A design";
}
