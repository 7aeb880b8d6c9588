import { useMemo } from "react";
import { useStore } from "zustand";
import { GalleryScreen } from "../gallery/index.ts";
import { HandlerWorkplace } from "../handlers/index.ts";
import { later } from "../ui/index.ts";
import { closeWorkplace, type Workplace } from "../view/index.ts";
import { galleryOf } from "./galleryOf.ts";
import type { OpenSession } from "./openSession.ts";

/** Loaded on demand: with the YAML printer it is a quarter of the page, and seldom wanted. */
const AsyncApiExport = later(async () => (await import("../exporter/index.ts")).AsyncApiExport);

/** Loaded on demand: it brings a text editor. */
const MessageTypesWorkplace = later(
  async () => (await import("../contracts/index.ts")).MessageTypesWorkplace,
);

/** Loaded on demand: seldom wanted. */
const ComparisonWorkplace = later(
  async () => (await import("../comparison/index.ts")).ComparisonWorkplace,
);

/** Loaded on demand: most designs have no saga. */
const SagaWorkplace = later(async () => (await import("../sagas/SagaWorkplace.tsx")).SagaWorkplace);

export type WorkplaceScreenProps = { session: OpenSession; name: Exclude<Workplace, "design"> };

/** What takes the place of the canvas and its panels. */
export function WorkplaceScreen({ session, name }: WorkplaceScreenProps) {
  switch (name) {
    case "asyncapi":
      return <ExportOf session={session} onClose={() => closeWorkplace(session.view)} />;
    case "handler":
      return <HandlerWorkplace session={session} />;
    case "gallery":
      return <GalleryOf session={session} />;
    case "comparison":
      return <ComparisonWorkplace session={session} />;
    case "saga":
      return <SagaWorkplace session={session} />;
    case "message-types":
      return <MessageTypesWorkplace session={session} />;
  }
}

function GalleryOf({ session }: { session: OpenSession }) {
  const gallery = useMemo(() => galleryOf(session), [session]);
  return <GalleryScreen {...gallery} onClose={() => closeWorkplace(session.view)} />;
}

function ExportOf({ session, onClose }: { session: OpenSession; onClose: () => void }) {
  const design = useStore(session.designs, (state) => state.design);
  return <AsyncApiExport design={design} onClose={onClose} />;
}
