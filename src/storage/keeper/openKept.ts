import { type Design, type Problem, parseDesign, type ResolvedDesign } from "../../design/index.ts";
import type { DesignLibrary } from "../library/DesignLibrary.ts";
import type { KeptDesign } from "../library/keptDesign.ts";

/** A kept design that could be read, and from what. */
export interface OpenedKept {
  design: Design;
  resolved: ResolvedDesign;
  text: string;
  savedAt: number;
  /** The last moments of a tab that was closed before it had saved. */
  isRecovered: boolean;
  /** The last save is damaged: this is the one before it. */
  isOlder: boolean;
}

/** The newest text of a kept design that can be read, or why there is none. */
export function openKept(kept: KeptDesign): OpenedKept | { problem: Problem } {
  let problem: Problem | undefined;
  for (const { text, savedAt, isRecovered, revision } of kept.texts) {
    const parsed = parseDesign(text);
    if (parsed.ok) {
      const isOlder = revision < kept.record.revision || (kept.isDamaged && !isRecovered);
      const { design, resolved } = parsed;
      return { design, resolved, text, savedAt, isRecovered, isOlder };
    }
    problem ??= parsed.problems[0];
  }
  return { problem: problem ?? { path: "$", message: "What was saved is damaged on the disk." } };
}

/** What the library has of a design now, if it can be read. */
export async function readStored(
  library: DesignLibrary,
  id: string,
): Promise<{ design: Design; revision: number; at: number } | undefined> {
  const kept = await library.read(id);
  const opened = kept && openKept(kept);
  if (!kept || !opened || "problem" in opened) return undefined;
  return { design: opened.design, revision: kept.record.revision, at: kept.record.savedAt };
}
