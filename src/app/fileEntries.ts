import { checkDesign, emptyDesign, printDesign } from "../design/index.ts";
import { downloadText, fileNameOf } from "../storage/index.ts";
import type { MenuEntry } from "../ui/index.ts";
import { EXAMPLES, fetchExample } from "./examples.ts";
import { openFromDisk, openParsed } from "./openDesign.ts";
import type { OpenSession } from "./openSession.ts";

/** The file menu: what can be done with the design as a whole. */
export function fileEntries(session: OpenSession): MenuEntry[] {
  const act = (id: string, label: string, onSelect: () => void): MenuEntry => ({
    kind: "act",
    id,
    label,
    onSelect,
  });
  return [
    act("new", "New design", () => openParsed(session, "A new design", checkDesign(emptyDesign()))),
    act("open", "Open file…", () => void openFromDisk(session)),
    act("save", "Save as file", () => {
      const { design } = session.designs.getState();
      downloadText(fileNameOf(design.name), printDesign(design));
    }),
    { kind: "separator" },
    act("asyncapi", "Export AsyncAPI…", () => session.view.setState({ workplace: "asyncapi" })),
    { kind: "separator" },
    { kind: "heading", label: "Examples" },
    ...EXAMPLES.map(({ file, name }) =>
      act(`example-${file}`, name, () => {
        void fetchExample(file).then((parsed) => openParsed(session, name, parsed));
      }),
    ),
  ];
}
