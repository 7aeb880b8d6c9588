import { createRoot, type Root } from "react-dom/client";
import { drawFarPictures } from "../canvas/index.ts";
import { ErrorBoundary, RescueContext, startTheme, themeStore, UiRoot } from "../ui/index.ts";
import { App } from "./App.tsx";
import type { FoundDesign } from "./findDesign.ts";
import { beginSession, type OpenSession, openSession } from "./openSession.ts";
import { RescuePage } from "./RescuePage.tsx";
import { rescueOf } from "./rescue.ts";
import type { Reading } from "./startReading.ts";

/** Draws the page with the design that was read; where not even that can be opened, the way to save it. */
export async function showPage(
  reading: Promise<Reading>,
  found: Promise<FoundDesign>,
): Promise<void> {
  const element = document.getElementById("root");
  if (!element) throw new Error("index.html has no #root to draw the app into.");
  startTheme();
  // While the design is fetched: to change what all nodes refer to is dear once they stand.
  void drawFarPictures(themeStore.getState().inForce);
  const root = createRoot(element);
  try {
    const [read, design] = await Promise.all([reading, found]);
    const session = openSession(read, design);
    show(root, session);
    await beginSession(session, read, design);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    root.render(
      <UiRoot>
        <RescuePage reason={reason} />
      </UiRoot>,
    );
  }
}

function show(root: Root, session: OpenSession): void {
  root.render(
    <RescueContext value={rescueOf(session)}>
      <ErrorBoundary part="The page">
        <App session={session} />
      </ErrorBoundary>
    </RescueContext>,
  );
}
