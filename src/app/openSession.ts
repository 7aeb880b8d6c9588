import { createStore, type StoreApi } from "zustand/vanilla";
import {
  emptySeat,
  letProblemGoOnSelection,
  type Seat,
  type Session,
  unselectWhatGoes,
} from "../actions/index.ts";
import { type CanvasHandle, RunLive } from "../canvas/index.ts";
import { createDesignStore } from "../design/index.ts";
import { startChecking } from "../problems/index.ts";
import { LintClient, Run } from "../run/index.ts";
import type { FileProblem } from "../safety/index.ts";
import {
  DesignKeeper,
  freshName,
  keepViewport,
  recallViewport,
  setDesignOfTab,
  tabPorts,
  untilIdle,
} from "../storage/index.ts";
import { paintWhatWaits, showToast } from "../ui/index.ts";
import { createViewStore } from "../view/index.ts";
import { fileCommands } from "./fileCommands.ts";
import type { FoundDesign } from "./findDesign.ts";
import { createNotices, type NoticeStore } from "./notices.ts";
import { sayHowItWasFound, storeWays } from "./sayHowItWasFound.ts";
import type { Reading } from "./startReading.ts";
import { NEWER_IS_OPEN, storeNotice } from "./storeNotices.ts";

/** Everything that lives as long as the page. */
export interface OpenSession extends Session {
  canvas: Seat<CanvasHandle>;
  live: RunLive;
  keeper: DesignKeeper;
  notices: NoticeStore;
  /** The file that could not be opened, while its dialog stands. */
  fileProblem: StoreApi<{ problem: FileProblem | undefined }>;
}

/** Opens what was read: what was open last, or the first example. */
export function openSession(reading: Reading, found: FoundDesign): OpenSession {
  const notices = createNotices();
  const { library } = reading.store;
  void reading.takenOver.then(() => {
    const actions = [storeWays(library).reload];
    notices.setState({ notice: { ...NEWER_IS_OPEN, actions } });
  });
  const designs = createDesignStore(found.design, found.id, { ok: true, ...found });
  const run = new Run(designs);
  const view = createViewStore(found.kept ? recallViewport() : undefined);
  view.subscribe(({ viewport }, before) => {
    // All there was to see is found anew: the window or the dock may be of another size by then.
    if (viewport !== before.viewport) keepViewport(viewport?.isWhole ? undefined : viewport);
  });
  const linter = new LintClient();
  // The design is drawn first: a worker more would take the drawing a processor.
  const isDrawn = untilIdle();
  const problems = startChecking(designs, (system) => isDrawn.then(() => linter.lint(system)));
  const keeper = new DesignKeeper(designs, library, freshName(), tabPorts());
  designs.subscribe(({ designId }) => setDesignOfTab(designId));
  setDesignOfTab(found.id);
  const session: OpenSession = {
    designs,
    run,
    live: new RunLive(run, designs),
    view,
    problems,
    keeper,
    notices,
    fileProblem: createStore(() => ({ problem: undefined as FileProblem | undefined })),
    canvas: emptySeat(),
    panels: emptySeat(),
    files: emptySeat(),
  };
  session.files.current = fileCommands(session);
  letProblemGoOnSelection(session);
  unselectWhatGoes(session);
  run.store.subscribe(({ status }, before) => {
    if (before.status === "running" && status !== "running") paintWhatWaits();
  });
  designs.onRefusal((text) => showToast({ text, tone: "warn" }));
  return session;
}

/** What begins with the page: the run, and the claim to write the design, with what there is to say of it. */
export async function beginSession(
  session: OpenSession,
  { store: { library, trouble } }: Reading,
  found: FoundDesign,
): Promise<void> {
  void afterNextFrame().then(() => session.run.restart("play"));
  if (trouble) {
    session.notices.setState({ notice: storeNotice(trouble.kind, storeWays(library)) });
  } else await sayHowItWasFound(session, found);
}

/** The first picture does not wait for the worker, which would take a processor from it. */
function afterNextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
