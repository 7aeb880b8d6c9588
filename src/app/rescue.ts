import { printDesign } from "../design/index.ts";
import { downloadText, fileNameOf, openLibrary } from "../storage/index.ts";
import type { OpenSession } from "./openSession.ts";
import { downloadAll } from "./sayHowItWasFound.ts";

/** What every failed part of the page offers: the design as it is now, as a file. */
export function rescueOf(session: OpenSession): { label: string; onAct: () => void } {
  return {
    label: "Download the design",
    onAct: () => {
      const { design } = session.designs.getState();
      downloadText(fileNameOf(design.name), printDesign(design));
    },
  };
}

/** Everything that is stored, when not even the page could be opened. */
export async function downloadStore(): Promise<void> {
  const { library } = await openLibrary(() => undefined);
  await downloadAll(library);
}
