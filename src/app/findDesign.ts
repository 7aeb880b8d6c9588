import { checkDesign, type Design, emptyDesign, type ResolvedDesign } from "../design/index.ts";
import { fetchExample } from "../gallery/examples.ts";
import { FIRST_EXAMPLE } from "../gallery/exampleText.ts";
import { freshName, type KeptDesign, type OpenedKept, openKept } from "../storage/index.ts";
import type { Reading } from "./startReading.ts";

/** The design with which the page opens, and what was found on the way to it. */
export interface FoundDesign {
  id: string;
  design: Design;
  resolved: ResolvedDesign;
  /** Undefined for a design that is not kept yet. */
  kept: KeptDesign | undefined;
  opened: OpenedKept | undefined;
  /** A design that should have been opened and cannot be read. */
  unreadable: { id: string; name: string; reason: string } | undefined;
  /** Why the store as a whole could not be read. */
  storeFailure: string | undefined;
}

/** What was read, as a design; the first example where nothing is kept or what is kept cannot be read. */
export async function findDesign({ kept, example, failure }: Reading): Promise<FoundDesign> {
  const nothing = { kept: undefined, opened: undefined, unreadable: undefined };
  let unreadable: FoundDesign["unreadable"];
  if (kept) {
    const { id, name } = kept.record;
    const opened = openKept(kept);
    if ("design" in opened) {
      const { design, resolved } = opened;
      return { ...nothing, id, design, resolved, kept, opened, storeFailure: failure };
    }
    unreadable = { id, name, reason: opened.problem.message };
  }
  const first = await firstDesign(example);
  return { ...nothing, id: freshName(), ...first, unreadable, storeFailure: failure };
}

async function firstDesign(
  example: Promise<string> | undefined,
): Promise<{ design: Design; resolved: ResolvedDesign }> {
  const parsed = await fetchExample(FIRST_EXAMPLE, example);
  if (parsed.ok) return parsed;
  const empty = checkDesign(emptyDesign());
  if (!empty.ok) throw new Error("A design without anything in it must be valid.");
  return empty;
}
