import type { FileCommands } from "../actions/index.ts";
import { checkDesign, emptyDesign, printDesign } from "../design/index.ts";
import { downloadText, fileNameOf } from "../storage/index.ts";
import { EXAMPLES, fetchExample } from "./examples.ts";
import { openFromDisk, openParsed } from "./openDesign.ts";
import type { OpenSession } from "./openSession.ts";

/** What can be done with the design as a whole, for the acts of the list. */
export function fileCommands(session: OpenSession): FileCommands {
  return {
    examples: EXAMPLES,
    openExample(file) {
      const name = EXAMPLES.find((each) => each.file === file)?.name ?? file;
      void fetchExample(file).then((parsed) => openParsed(session, name, parsed));
    },
    newDesign: () => openParsed(session, "A new design", checkDesign(emptyDesign())),
    openFromDisk: () => void openFromDisk(session),
    saveAsFile() {
      const { design } = session.designs.getState();
      downloadText(fileNameOf(design.name), printDesign(design));
    },
  };
}
