import { type Design, printDesign } from "../../design/index.ts";
import type { DesignLibrary, SaveOutcome } from "../library/DesignLibrary.ts";
import { factsOf } from "./factsOf.ts";

/** Name of the versions that hold what another tab has overtaken. */
export const OVERTAKEN = "Edits of one tab, overtaken by another";

/** A save: what, on which save it builds, and by which tab. */
interface Save {
  id: string;
  design: Design;
  builtOn: number;
  at: number;
  tab: string;
}

/** Saves a design as the text of its file; see `DesignLibrary.save`. */
export function saveDesign(library: DesignLibrary, save: Save): Promise<SaveOutcome> {
  const { id, design, builtOn, at: now, tab } = save;
  return library.save(id, printDesign(design), factsOf(design), builtOn, { now, tab });
}

/** Keeps texts that other saves have overtaken as versions of the design. */
export async function keepOvertaken(
  library: DesignLibrary,
  id: string,
  texts: readonly { text: string; savedAt: number }[],
): Promise<void> {
  for (const { text, savedAt: at } of texts) {
    await library.addVersion(id, text, { kind: "conflict", name: OVERTAKEN, note: "", at });
  }
}
