import { CommandPalette, KeysDialog } from "../command/index.ts";
import { ModelDialog, Tour } from "../help/index.ts";
import { RunDialogs } from "../transport/index.ts";
import type { OpenSession } from "./openSession.ts";
import { SafetyDialogs } from "./SafetyDialogs.tsx";

/** Everything that opens over the page; each by its own state. */
export function Dialogs({ session }: { session: OpenSession }) {
  return (
    <>
      <CommandPalette session={session} />
      <KeysDialog session={session} />
      <SafetyDialogs session={session} />
      <RunDialogs session={session} />
      <Tour session={session} />
      <ModelDialog session={session} />
    </>
  );
}
