import { lazy, type ReactNode, Suspense, useMemo } from "react";
import { useStore } from "zustand";
import { exactCount } from "../../simulator/index.ts";
import { Canvas, runInterventions } from "../canvas/index.ts";
import { CommandPalette, KeysDialog } from "../command/index.ts";
import { Dock, ProblemDetail, useChosenProblem } from "../dock/index.ts";
import { Gallery, GalleryScreen } from "../gallery/index.ts";
import { HandlerWorkplace, NodeHandlers } from "../handlers/index.ts";
import { ModelDialog, Tour } from "../help/index.ts";
import { InspectorScreen } from "../inspector/index.ts";
import { Palette } from "../palette/index.ts";
import { SagaGlance } from "../sagas/index.ts";
import { RunDialogs, SavedText, StatusBar, TopBar } from "../transport/index.ts";
import { Later, LiveText, NARROW_SCREEN, UiRoot, useMediaQuery } from "../ui/index.ts";
import { closeWorkplace, type Workplace } from "../view/index.ts";
import { fileEntries } from "./fileEntries.ts";
import { galleryOf } from "./galleryOf.ts";
import type { OpenSession } from "./openSession.ts";
import { PageBanner } from "./PageBanner.tsx";
import { SafetyDialogs } from "./SafetyDialogs.tsx";
import { Shell } from "./Shell.tsx";
import { StartLinks } from "./StartLinks.tsx";
import { TourOffer } from "./TourOffer.tsx";
import { useClipboard } from "./useClipboard.ts";
import { useFileDrop } from "./useFileDrop.ts";
import { useKeys } from "./useKeys.ts";
import { useStart } from "./useStart.ts";

/** Loaded on demand: with the YAML printer it is a quarter of the page, and seldom wanted. */
const AsyncApiExport = lazy(async () => ({
  default: (await import("../exporter/index.ts")).AsyncApiExport,
}));

/** Loaded on demand: it brings a text editor. */
const MessageTypesWorkplace = lazy(async () => ({
  default: (await import("../contracts/index.ts")).MessageTypesWorkplace,
}));

/** Loaded on demand: seldom wanted. */
const ComparisonWorkplace = lazy(async () => ({
  default: (await import("../comparison/index.ts")).ComparisonWorkplace,
}));

/** Loaded on demand: most designs have no saga. */
const SagaWorkplace = lazy(async () => ({
  default: (await import("../sagas/SagaWorkplace.tsx")).SagaWorkplace,
}));

/** The page: every part in its place, all on the same stores. */
export function App({ session }: { session: OpenSession }) {
  useKeys(session);
  useClipboard(session);
  useFileDrop(session);
  const { canvas, live, run, view } = session;
  const interventions = useMemo(() => runInterventions(run, live), [run, live]);
  const workplace = useStore(view, (state) => state.workplace);
  const isNarrow = useMediaQuery(NARROW_SCREEN);
  const { isStart, leave } = useStart(session);
  const gallery = useMemo(() => galleryOf(session), [session]);
  return (
    <UiRoot>
      <Shell
        commands={session.panels}
        bar={
          <TopBar
            session={session}
            fileEntries={fileEntries(session)}
            saved={<SavedText keeper={session.keeper} />}
          />
        }
        banner={<PageBanner session={session} />}
        palette={
          <Palette
            onPlace={(thing) => canvas.current?.placeAnywhere(thing)}
            onDrag={(thing, at) => canvas.current?.hoverAt(thing, at)}
            onDrop={(thing, at) => canvas.current?.placeAt(thing, at)}
          />
        }
        canvas={
          <>
            <Canvas
              ref={canvas}
              session={session}
              live={live}
              problems={session.problems}
              interventions={interventions}
            />
            {isStart && <StartLinks session={session} />}
          </>
        }
        start={isStart && <Gallery {...gallery} onEmpty={leave} />}
        dock={
          <Later>
            <Dock session={session} live={live} />
          </Later>
        }
        inspector={
          <Later>
            <Side session={session} />
          </Later>
        }
        status={
          <StatusBar
            session={session}
            figures={<RunFigures session={session} />}
            end={
              <>
                {isNarrow && <SavedText keeper={session.keeper} />}
                <TourOffer session={session} />
              </>
            }
          />
        }
        workplace={workplaceOf(session, workplace)}
      />
      <CommandPalette session={session} />
      <KeysDialog session={session} />
      <SafetyDialogs session={session} />
      <RunDialogs session={session} />
      <Tour session={session} />
      <ModelDialog session={session} />
    </UiRoot>
  );
}

/** What is selected; while a problem is looked at, the problem. */
function Side({ session }: { session: OpenSession }) {
  const problem = useChosenProblem(session);
  if (problem) return <ProblemDetail session={session} finding={problem} />;
  return (
    <InspectorScreen
      session={session}
      live={session.live}
      handlersOf={(nodeId) => <NodeHandlers session={session} nodeId={nodeId} />}
      sagaOf={(nodeId) => <SagaGlance session={session} nodeId={nodeId} />}
    />
  );
}

/** How much has happened; at the end the digest, which is the same wherever the same run is made. */
function RunFigures({ session: { live, run } }: { session: OpenSession }) {
  const digest = useStore(run.store, (state) => state.summary?.digest);
  const read = useMemo(
    () => () => `${exactCount(run.latestFrame()?.eventCount ?? 0)} events`,
    [run],
  );
  return (
    <>
      <span>
        <LiveText beat={live} read={read} perSecond={4} />
      </span>
      {digest !== undefined && <span>{`digest ${digest}`}</span>}
    </>
  );
}

/** What takes the place of the canvas and its panels; nothing while the design is drawn. */
function workplaceOf(session: OpenSession, name: Workplace): ReactNode {
  switch (name) {
    case "asyncapi":
      return <ExportOf session={session} onClose={() => closeWorkplace(session.view)} />;
    case "handler":
      return <HandlerWorkplace session={session} />;
    case "gallery":
      return <GalleryOf session={session} />;
    case "comparison":
      return (
        <Suspense>
          <ComparisonWorkplace session={session} />
        </Suspense>
      );
    case "saga":
      return (
        <Suspense>
          <SagaWorkplace session={session} />
        </Suspense>
      );
    case "message-types":
      return (
        <Suspense>
          <MessageTypesWorkplace session={session} />
        </Suspense>
      );
    default:
      return undefined;
  }
}

function GalleryOf({ session }: { session: OpenSession }) {
  const gallery = useMemo(() => galleryOf(session), [session]);
  return <GalleryScreen {...gallery} onClose={() => closeWorkplace(session.view)} />;
}

function ExportOf({ session, onClose }: { session: OpenSession; onClose: () => void }) {
  const design = useStore(session.designs, (state) => state.design);
  return (
    <Suspense>
      <AsyncApiExport design={design} onClose={onClose} />
    </Suspense>
  );
}
