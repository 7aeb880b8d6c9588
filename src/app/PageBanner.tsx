import { useStore } from "zustand";
import { Banner, Button } from "../ui/index.ts";
import type { OpenSession } from "./openSession.ts";

/** One message at a time, the gravest first: a run that stopped, work that is not saved, a notice. */
export function PageBanner({ session }: { session: OpenSession }) {
  const { autosave, notices, run } = session;
  const failure = useStore(run.store, (state) => state.failure);
  const saving = useStore(autosave.status);
  const notice = useStore(notices, (state) => state.notice);
  if (failure !== undefined) {
    return (
      <Banner
        tone="bad"
        title="The run stopped."
        actions={<Button onClick={() => void run.restart("play")}>Run again</Button>}
      >
        {asSentence(failure)} Your design is untouched.
      </Banner>
    );
  }
  if (saving.kind === "failed") {
    return (
      <Banner
        tone="warn"
        title="Your last edits are not saved."
        actions={<Button onClick={() => void autosave.flush()}>Try again</Button>}
      >
        {saving.reason} They live in this tab only; save the design as a file before you close it.
      </Banner>
    );
  }
  if (!notice) return null;
  const { action } = notice;
  return (
    <Banner
      tone={notice.tone}
      title={notice.title}
      actions={action && <Button onClick={action.onAct}>{action.label}</Button>}
      onClose={() => notices.setState({ notice: undefined })}
    >
      {notice.text}
    </Banner>
  );
}

/** Reasons come from engines and browsers, with a full stop or without. */
function asSentence(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
