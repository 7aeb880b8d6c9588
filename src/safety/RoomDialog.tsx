import { useCallback, useEffect, useState } from "react";
import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import type { DesignKeeper } from "../storage/index.ts";
import { Button, Dialog } from "../ui/index.ts";
import styles from "./RoomDialog.module.css";
import common from "./safety.module.css";

export type RoomDialogProps = { session: Session; keeper: DesignKeeper };

/** What fills the browser's store, and what can go without harm. */
export function RoomDialog({ session, keeper }: RoomDialogProps) {
  const isOpen = useStore(session.view, ({ dialog }) => dialog === "room");
  return isOpen ? <OpenRoom session={session} keeper={keeper} /> : null;
}

function OpenRoom({ session, keeper }: RoomDialogProps) {
  const status = useStore(keeper.status);
  const { usage, room, reload } = useUsage(keeper);
  const close = () => session.view.setState({ dialog: undefined });
  const edits = status.kind === "failed" ? status.edits : 0;
  const old = usage?.old.count ?? 0;
  const makeRoom = async () => {
    await keeper.library.removeOldVersions().catch(() => 0);
    await keeper.flush();
    reload();
    if (keeper.status.getState().kind !== "failed") close();
  };
  return (
    <Dialog
      isOpen
      onClose={close}
      title={edits > 0 ? "No room to save" : "Room in the browser"}
      icon={edits > 0 ? "bad" : "storage"}
      iconTone={edits > 0 ? "bad" : "quiet"}
      actions={
        <>
          {usage && old > 0 && (
            <Button className={common.spread} onClick={() => void makeRoom()}>
              {`Delete ${old === 1 ? "the oldest version" : `the ${old} oldest versions`}, ${sizeWords(usage.old.size)}`}
            </Button>
          )}
          <Button
            tone="primary"
            icon="download"
            onClick={() => session.files.current?.saveToFile()}
          >
            Save to a file
          </Button>
        </>
      }
    >
      <p>
        {edits > 0
          ? `${counted(edits, "change")} ${edits === 1 ? "is" : "are"} kept in this tab only. Saving is tried again by itself.`
          : "All is saved."}
      </p>
      {usage && <Figures usage={usage} room={room} />}
      {usage && old === 0 && edits > 0 && (
        <p>
          No version here could go. A file keeps the changes; then delete what else fills the disk.
        </p>
      )}
    </Dialog>
  );
}

type Usage = Awaited<ReturnType<DesignKeeper["library"]["usage"]>>;

function Figures({ usage, room }: { usage: Usage; room: number | undefined }) {
  const all = Math.max(1, usage.versions + usage.designs, room ?? 0);
  const share = (size: number) => ({ width: `${(100 * size) / all}%` });
  return (
    <>
      <div className={styles.meter}>
        {usage.versions > 0 && <i style={{ ...share(usage.versions), background: "var(--c-1)" }} />}
        {usage.designs > 0 && <i style={{ ...share(usage.designs), background: "var(--c-2)" }} />}
      </div>
      <dl className={styles.facts}>
        <dt>
          {counted(usage.versionCount, "version")} of {counted(usage.designCount, "design")}
        </dt>
        <dd>{sizeWords(usage.versions)}</dd>
        <dt>Designs</dt>
        <dd>{sizeWords(usage.designs)}</dd>
        {room !== undefined && (
          <>
            <dt>Room that the browser gives this page</dt>
            <dd>{sizeWords(room)}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function useUsage(keeper: DesignKeeper) {
  const [usage, setUsage] = useState<Usage>();
  const [room, setRoom] = useState<number>();
  const reload = useCallback(() => {
    keeper.library.usage().then(setUsage, () => undefined);
    navigator.storage?.estimate?.().then(
      ({ quota }) => setRoom(quota),
      () => undefined,
    );
  }, [keeper]);
  useEffect(reload, [reload]);
  return { usage, room, reload };
}

/** A size for people, in three digits: 1.16 KiB. */
function sizeWords(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let size = bytes;
  let at = 0;
  for (; size >= 1000 && at < units.length - 1; at++) size /= 1024;
  return `${Number(size.toPrecision(3))} ${units[at]}`;
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
