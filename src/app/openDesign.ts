import {
  type Design,
  emptyDesign,
  FORMAT,
  type Problem,
  parseDesign,
  salvageDesign,
} from "../design/index.ts";
import { fetchExample } from "../gallery/examples.ts";
import type { FileProblem } from "../safety/index.ts";
import { type ChosenFile, chooseFile, readFile } from "../storage/index.ts";
import { showToast } from "../ui/index.ts";
import { select } from "../view/index.ts";
import type { OpenSession } from "./openSession.ts";
import { withPlaces } from "./withPlaces.ts";

/**
 * Opens a design beside the others: what was open stays kept, and is one step of undo away.
 * @param isTemplate it goes again when it is left untouched
 */
export function openNew(session: OpenSession, design: Design, isTemplate = false): boolean {
  const before = session.designs.getState();
  const opened = session.keeper.openNew(design, { isTemplate });
  if (!opened.ok) return false;
  showAfterOpening(session, design.name, before.past.length > 0 ? before.design : undefined);
  return true;
}

/** Looks at the new design from the start, and says how to get back to the one before. */
export function showAfterOpening(
  session: OpenSession,
  name: string,
  before: Design | undefined,
): void {
  if (before) {
    const onAct = () => session.designs.undo();
    showToast({ text: `${name} is open.`, action: { label: `Back to ${before.name}`, onAct } });
  }
  select(session.view, []);
  session.view.setState({
    workplace: "design",
    subject: undefined,
    dialog: undefined,
    viewport: undefined,
  });
  session.notices.setState({ notice: undefined });
  session.fileProblem.setState({ problem: undefined });
}

/** An empty design beside the others. */
export function newDesign(session: OpenSession): void {
  openNew(session, emptyDesign(), true);
}

/** Opens an example. */
export async function openExample(session: OpenSession, file: string): Promise<void> {
  const parsed = await fetchExample(file);
  if (parsed.ok && openNew(session, parsed.design, true)) session.run.play();
  else if (!parsed.ok)
    session.fileProblem.setState({
      problem: { kind: "unreadable", name: file, reason: parsed.problems[0].message },
    });
}

/** Asks for a file and opens it. */
export async function openFromDisk(session: OpenSession): Promise<void> {
  await openChosen(session, await chooseFile());
}

/** Opens a file that was dropped on the page. */
export async function openDropped(
  session: OpenSession,
  file: File,
  handle?: FileSystemFileHandle,
): Promise<void> {
  await openChosen(session, await readFile(file, handle));
}

/** Files that were to be opened. */
let turns = 0;

async function openChosen(session: OpenSession, chosen: ChosenFile | undefined): Promise<void> {
  if (!chosen) return;
  const { name } = chosen;
  session.view.setState({ dialog: undefined });
  if ("problem" in chosen) {
    const problem: FileProblem = { kind: "unreadable", name, reason: chosen.problem };
    session.fileProblem.setState({ problem });
    return;
  }
  const parsed = parseDesign(chosen.text);
  if (!parsed.ok) {
    const problem = fileProblemOf(name, chosen.text, parsed.problems);
    session.fileProblem.setState({ problem });
    return;
  }
  const turn = ++turns;
  const before = session.designs.getState().designId;
  const design = await withPlaces(parsed.design);
  // Who has opened something else meanwhile wants that.
  if (turn !== turns || session.designs.getState().designId !== before) return;
  openNew(session, design);
  const { designId } = session.designs.getState();
  if (chosen.handle) await session.keeper.library.setFile(designId, chosen.handle);
}

function fileProblemOf(name: string, text: string, problems: readonly Problem[]): FileProblem {
  const format = formatOf(text);
  if (format !== undefined && format > FORMAT) return { kind: "newer", name, text, format };
  return { kind: "mistakes", name, text, problems, salvaged: salvageDesign(text) };
}

function formatOf(text: string): number | undefined {
  try {
    const { format } = JSON.parse(text) as { format?: unknown };
    return typeof format === "number" ? format : undefined;
  } catch {
    return undefined;
  }
}
