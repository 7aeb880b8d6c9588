import { ModelDialog, Tour } from "../help/index.ts";
import { RunDialogs } from "../transport/index.ts";
import type { OpenSession } from "./openSession.ts";
import { SafetyDialogs } from "./SafetyDialogs.tsx";

/** What opens over the page, but for what keys are typed into at once; each by its own state. */
export function Dialogs({ session }: { session: OpenSession }) {
  return (
    <>
      <SafetyDialogs session={session} />
      <RunDialogs session={session} />
      <Tour session={session} />
      <ModelDialog session={session} />
    </>
  );
}
