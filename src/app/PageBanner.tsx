import { useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { Banner, Button, timeOfDay } from "../ui/index.ts";
import type { OpenSession } from "./openSession.ts";

/**
 * One message at a time, the gravest first: a run that stopped, work that is not saved, another tab
 * that edits, a notice.
 */
export function PageBanner({ session }: { session: OpenSession }) {
  const { keeper, notices, run } = session;
  const failure = useStore(run.store, (state) => state.failure);
  const stopped = useStore(run.store, (state) => state.stopped);
  const isSaved = useStore(keeper.status, ({ kind }) => kind !== "failed");
  const isWriter = useStore(keeper.claim.state, ({ kind }) => kind === "writer");
  const notice = useStore(notices, (state) => state.notice);
  if (failure !== undefined) return <RunFailed session={session} failure={failure} />;
  if (!isSaved) return <NotSaved session={session} />;
  if (!isWriter) return <OtherTab session={session} />;
  if (stopped !== undefined) return <RunStopped session={session} stopped={stopped} />;
  if (notice) return <NoticeBanner session={session} />;
  return <Offline />;
}

function RunFailed({ session: { run }, failure }: { session: OpenSession; failure: string }) {
  return (
    <Banner
      tone="bad"
      title="The run stopped."
      actions={
        <>
          <Button onClick={() => void run.restart("play")}>Begin anew</Button>
          <Button onClick={() => void run.recover("play")}>Run again</Button>
        </>
      }
    >
      {asSentence(failure)} Your design is untouched; “Run again” goes on where it stopped, by the
      same history.
    </Banner>
  );
}

function RunStopped({ session: { run }, stopped }: { session: OpenSession; stopped: string }) {
  return (
    <Banner
      tone="warn"
      title="The run stopped before its end."
      actions={<Button onClick={() => void run.restart("play")}>Begin anew</Button>}
    >
      {stopped} All figures up to that moment are valid.
    </Banner>
  );
}

function NotSaved({ session: { keeper, view, files } }: { session: OpenSession }) {
  const status = useStore(keeper.status);
  if (status.kind !== "failed") return null;
  const actions = (
    <>
      {status.isFull && (
        <Button onClick={() => view.setState({ dialog: "room" })}>Make room…</Button>
      )}
      <Button onClick={() => files.current?.saveToFile()}>Save to a file</Button>
      <Button onClick={() => void keeper.flush()}>Try again</Button>
    </>
  );
  return (
    <Banner tone="warn" title="Your last edits are not saved." actions={actions}>
      {status.isFull ? "The browser has no more room." : asSentence(status.reason)} They live in
      this tab only.
    </Banner>
  );
}

function OtherTab({ session: { keeper, files } }: { session: OpenSession }) {
  const claim = useStore(keeper.claim.state);
  const changedAt = claim.kind === "reader" ? claim.lastChangeAt : undefined;
  return (
    <Banner
      tone="warn"
      title="Open in another tab too."
      note={changedAt !== undefined && <>Last change there at {timeOfDay(changedAt)}</>}
      actions={
        <>
          <Button onClick={() => files.current?.duplicate()}>Open a copy</Button>
          <Button
            whyNot={claim.kind === "asking" ? "the other tab is being asked" : undefined}
            onClick={() => void keeper.claim.takeOver()}
          >
            Edit here instead
          </Button>
        </>
      }
    >
      That tab edits, this one only looks.
    </Banner>
  );
}

function NoticeBanner({ session: { notices } }: { session: OpenSession }) {
  const notice = useStore(notices, (state) => state.notice);
  if (!notice) return null;
  const actions = notice.actions?.map(({ label, onAct }) => (
    <Button key={label} onClick={onAct}>
      {label}
    </Button>
  ));
  return (
    <Banner
      tone={notice.tone}
      {...(notice.icon && { icon: notice.icon })}
      title={notice.title}
      actions={actions}
      onClose={() => notices.setState({ notice: undefined })}
    >
      {notice.text}
    </Banner>
  );
}

/** Without a network all goes on; it is said, so that nobody wonders. */
function Offline() {
  const isOnline = useSyncExternalStore(followNetwork, () => navigator.onLine);
  if (isOnline) return null;
  return (
    <Banner icon="offline" title="Offline.">
      All works: designs and runs are on this machine.
    </Banner>
  );
}

function followNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Reasons come from engines and browsers, with a full stop or without. */
function asSentence(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
