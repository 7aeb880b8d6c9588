import type { FileCommands } from "../actions/index.ts";
import { printDesign } from "../design/index.ts";
import { EXAMPLES } from "../gallery/examples.ts";
import { fileNameOf, saveText } from "../storage/index.ts";
import { showToast } from "../ui/index.ts";
import { copyOf, keptDesigns } from "./keptDesigns.ts";
import { newDesign, openExample, openFromDisk, openNew } from "./openDesign.ts";
import type { OpenSession } from "./openSession.ts";

/** What can be done with the design as a whole, for the acts of the list. */
export function fileCommands(session: OpenSession): FileCommands {
  return {
    examples: EXAMPLES,
    openExample: (file) => void openExample(session, file),
    newDesign: () => newDesign(session),
    openFromDisk: () => void openFromDisk(session),
    saveToFile: () => void saveToFile(session, "known"),
    saveAsFile: () => void saveToFile(session, "new"),
    duplicate() {
      const { design } = session.designs.getState();
      openNew(session, copyOf(design));
    },
    openBeside: (design) => void openNew(session, design),
    ...keptDesigns(session),
  };
}

/** Saves to the file that the design belongs to, or to one that is chosen. */
async function saveToFile(session: OpenSession, where: "known" | "new"): Promise<void> {
  const { design, designId } = session.designs.getState();
  const { library } = session.keeper;
  const known =
    where === "known" ? await library.fileOf(designId).catch(() => undefined) : undefined;
  const saved = await saveText(fileNameOf(design.name), printDesign(design), known);
  if (!saved) return;
  if (saved.kind === "failed") {
    const text = `The file was not saved: ${saved.reason} The design is kept in this browser.`;
    showToast({ text, tone: "bad" });
    return;
  }
  if (saved.kind === "written")
    await library.setFile(designId, saved.handle).catch(() => undefined);
  const to = saved.kind === "written" ? `to ${saved.handle.name}` : "to your downloads";
  showToast({ text: `Saved ${to}.` });
}
