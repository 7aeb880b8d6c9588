import { checkDesign, type Design, emptyDesign, type ResolvedDesign } from "../design/index.ts";
import { FIRST_EXAMPLE, fetchExample } from "../gallery/index.ts";
import {
  type DesignLibrary,
  designOfTab,
  freshName,
  type KeptDesign,
  type OpenedKept,
  openKept,
} from "../storage/index.ts";

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

/** What was open in this tab, or last in any; the first example where nothing is kept. */
export async function findDesign(library: DesignLibrary): Promise<FoundDesign> {
  const nothing = { kept: undefined, opened: undefined, unreadable: undefined };
  try {
    await library.mendList(nameInText);
    void library.emptyBin(Date.now()).catch(() => undefined);
    const found = await lookFor(library);
    if (found && "design" in found) return found;
    const first = { id: freshName(), ...(await firstDesign()) };
    return { ...nothing, ...first, unreadable: found, storeFailure: undefined };
  } catch (error) {
    const storeFailure = error instanceof Error ? error.message : String(error);
    return { ...nothing, id: freshName(), ...(await firstDesign()), storeFailure };
  }
}

async function lookFor(library: DesignLibrary): Promise<FoundDesign | FoundDesign["unreadable"]> {
  const ofTab = designOfTab();
  const [last] = await library.list();
  const kept = (ofTab && (await library.read(ofTab))) || (last && (await library.read(last.id)));
  if (!kept || kept.record.deletedAt !== undefined) return undefined;
  const { id, name } = kept.record;
  const opened = openKept(kept);
  if ("problem" in opened) return { id, name, reason: opened.problem.message };
  const { design, resolved } = opened;
  return { id, design, resolved, kept, opened, unreadable: undefined, storeFailure: undefined };
}

async function firstDesign(): Promise<{ design: Design; resolved: ResolvedDesign }> {
  const parsed = await fetchExample(FIRST_EXAMPLE);
  if (parsed.ok) return parsed;
  const empty = checkDesign(emptyDesign());
  if (!empty.ok) throw new Error("A design without anything in it must be valid.");
  return empty;
}

/** Name of the design that a text is of, as far as it can be told without reading it whole. */
function nameInText(text: string): string {
  return /"name":\s*"([^"\\]{1,200})"/.exec(text)?.[1] ?? "A design";
}
