import { type ParsedDesign, parseDesign, problemLine } from "../design/index.ts";
import { type ChosenFile, chooseFile, readFile } from "../storage/index.ts";
import { showToast } from "../ui/index.ts";
import { select } from "../view/index.ts";
import type { OpenSession } from "./openSession.ts";

/** Opens a design in place of the present one; what cannot be read changes nothing and says why. */
export function openParsed(session: OpenSession, name: string, parsed: ParsedDesign): void {
  const { past, design: before } = session.designs.getState();
  const opened = parsed.ok ? session.designs.open(parsed.design) : parsed;
  if (opened.ok) {
    if (past.length > 0) {
      const onAct = () => session.designs.undo();
      showToast({ text: `${name} is open.`, action: { label: `Back to ${before.name}`, onAct } });
    }
    select(session.view, []);
    session.view.setState({ workplace: "design", viewport: undefined });
    session.notices.setState({ notice: undefined });
    return;
  }
  const [first] = opened.problems;
  const more = opened.problems.length > 1 ? ` And ${opened.problems.length - 1} more.` : "";
  session.notices.setState({
    notice: {
      tone: "warn",
      title: `${name} was not opened.`,
      text: `${first ? problemLine(first) : "It is not a design."}${more} The open design is untouched.`,
    },
  });
}

/** Asks for a file and opens it. */
export async function openFromDisk(session: OpenSession): Promise<void> {
  openChosen(session, await chooseFile());
}

/** Opens a file that was dropped on the page. */
export async function openDropped(session: OpenSession, file: File): Promise<void> {
  openChosen(session, await readFile(file));
}

function openChosen(session: OpenSession, chosen: ChosenFile | undefined): void {
  if (!chosen) return;
  if ("problem" in chosen) {
    session.notices.setState({
      notice: { tone: "warn", title: "The file was not opened.", text: chosen.problem },
    });
    return;
  }
  openParsed(session, chosen.name, parseDesign(chosen.text));
}
