import { emptySeat, type Seat, type Session } from "../actions/index.ts";
import { type CanvasHandle, RunLive } from "../canvas/index.ts";
import {
  createDesignStore,
  type Design,
  emptyDesign,
  type Problem,
  parseDesign,
  problemLine,
} from "../design/index.ts";
import { startChecking } from "../problems/index.ts";
import { LintClient, Run } from "../run/index.ts";
import {
  type Autosave,
  downloadText,
  keepViewport,
  openDesignStorage,
  recallViewport,
  startAutosave,
} from "../storage/index.ts";
import { createViewStore } from "../view/index.ts";
import { FIRST_EXAMPLE, fetchExample } from "./examples.ts";
import { fileCommands } from "./fileCommands.ts";
import { createNotices, type Notice, type NoticeStore } from "./notices.ts";

/** Everything that lives as long as the page. */
export interface OpenSession extends Session {
  canvas: Seat<CanvasHandle>;
  live: RunLive;
  autosave: Autosave;
  notices: NoticeStore;
}

/** Opens what was saved last, or the first example; the run begins at once. */
export async function openSession(): Promise<OpenSession> {
  const storage = await openDesignStorage();
  const saved = await storage.load().catch(() => undefined);
  const parsed = saved ? parseDesign(saved.text) : undefined;
  const design = parsed?.ok ? parsed.design : await firstDesign();
  const designs = createDesignStore(design);
  const run = new Run(designs);
  void run.restart("play");
  const view = createViewStore(parsed?.ok ? recallViewport() : undefined);
  view.subscribe(({ viewport }) => keepViewport(viewport));
  const linter = new LintClient();
  const problems = startChecking(designs, (system) => linter.lint(system));
  const notices = createNotices();
  if (saved && parsed && !parsed.ok)
    notices.setState({ notice: damaged(saved.text, parsed.problems[0]) });
  else if (!storage.isDurable) notices.setState({ notice: NOT_KEPT });
  const session: OpenSession = {
    designs,
    run,
    live: new RunLive(run, designs),
    view,
    problems,
    autosave: startAutosave(designs, storage),
    notices,
    canvas: emptySeat(),
    panels: emptySeat(),
    files: emptySeat(),
  };
  session.files.current = fileCommands(session);
  return session;
}

const NOT_KEPT: Notice = {
  tone: "warn",
  title: "This browser keeps nothing between visits.",
  text: "Your design lives in this tab only. Save it as a file before you close the tab.",
};

/** The saved text is offered for rescue; it stays in the store until the next edit is saved. */
function damaged(text: string, problem: Problem): Notice {
  return {
    tone: "warn",
    title: "The saved design could not be read.",
    text: `${problemLine(problem)} An example is open instead; download the saved text before you edit.`,
    action: { label: "Download it", onAct: () => downloadText("damaged.sluice.json", text) },
  };
}

async function firstDesign(): Promise<Design> {
  const parsed = await fetchExample(FIRST_EXAMPLE);
  return parsed.ok ? parsed.design : emptyDesign();
}
