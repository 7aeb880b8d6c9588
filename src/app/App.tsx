import { useMemo } from "react";
import { useStore } from "zustand";
import { exactCount } from "../../simulator/index.ts";
import { Canvas, runInterventions } from "../canvas/index.ts";
import { CommandPalette, KeysDialog } from "../command/index.ts";
import { Palette } from "../palette/index.ts";
import { SavedText, StatusBar, TopBar } from "../transport/index.ts";
import { LiveText, NARROW_SCREEN, UiRoot, useMediaQuery } from "../ui/index.ts";
import { fileEntries } from "./fileEntries.ts";
import { galleryOf } from "./galleryOf.ts";
import { Dialogs, Dock, Gallery, Side, WorkplaceScreen } from "./lazyParts.ts";
import type { OpenSession } from "./openSession.ts";
import { PageBanner } from "./PageBanner.tsx";
import { Shell } from "./Shell.tsx";
import { StartLinks } from "./StartLinks.tsx";
import { TourOffer } from "./TourOffer.tsx";
import { useClipboard } from "./useClipboard.ts";
import { useFileDrop } from "./useFileDrop.ts";
import { useKeys } from "./useKeys.ts";
import { useStart } from "./useStart.ts";

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
        dock={<Dock session={session} live={live} />}
        inspector={<Side session={session} />}
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
        workplace={workplace !== "design" && <WorkplaceScreen session={session} name={workplace} />}
      />
      <CommandPalette session={session} />
      <KeysDialog session={session} />
      <Dialogs session={session} />
    </UiRoot>
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
