import { useStore } from "zustand";
import {
  ConflictDialog,
  DesignsDialog,
  FileProblemDialog,
  RoomDialog,
  VersionsDialog,
} from "../safety/index.ts";
import { openNew } from "./openDesign.ts";
import type { OpenSession } from "./openSession.ts";

/** The dialogs that keep work from getting lost; each opens by its own state. */
export function SafetyDialogs({ session }: { session: OpenSession }) {
  const { fileProblem, keeper } = session;
  const problem = useStore(fileProblem, (state) => state.problem);
  return (
    <>
      <VersionsDialog session={session} keeper={keeper} />
      <DesignsDialog session={session} keeper={keeper} />
      <RoomDialog session={session} keeper={keeper} />
      <ConflictDialog keeper={keeper} onSplit={(here) => void openNew(session, here)} />
      {problem && (
        <FileProblemDialog
          problem={problem}
          onOpen={(design) => void openNew(session, design)}
          onClose={() => fileProblem.setState({ problem: undefined })}
        />
      )}
    </>
  );
}
