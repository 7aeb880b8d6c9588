import { useCallback, useEffect, useState } from "react";
import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import type { DesignKeeper, DesignRecord } from "../storage/index.ts";
import { Button, Dialog, dayAndTime, IconButton, showToast, TextField } from "../ui/index.ts";
import styles from "./DesignsDialog.module.css";
import common from "./safety.module.css";

export type DesignsDialogProps = { session: Session; keeper: DesignKeeper };

/** All designs that are kept in this browser: open, rename, duplicate, delete. */
export function DesignsDialog({ session, keeper }: DesignsDialogProps) {
  const isOpen = useStore(session.view, ({ dialog }) => dialog === "designs");
  return isOpen ? <OpenDesigns session={session} keeper={keeper} /> : null;
}

function OpenDesigns({ session, keeper }: DesignsDialogProps) {
  const { records, reload } = useRecords(keeper);
  const [renaming, setRenaming] = useState<string>();
  const open = useStore(session.designs, (state) => state.designId);
  const files = session.files.current;
  const close = () => session.view.setState({ dialog: undefined });
  const remove = async (record: DesignRecord) => {
    await files?.deleteKept(record.id);
    reload();
    const onAct = () => void files?.restoreKept(record.id).then(reload);
    showToast({ text: `${record.name} is deleted.`, action: { label: "Undo", onAct } });
  };
  return (
    <Dialog
      isOpen
      onClose={close}
      title="My designs"
      icon="file"
      iconTone="quiet"
      width={620}
      actions={
        <>
          <span className={`${common.note} ${common.spread}`}>
            {keeper.library.isDurable
              ? "Kept in this browser, nowhere else. What is deleted can be brought back for 30 days."
              : "This browser keeps nothing: they are gone when the tab is closed."}
          </span>
          <Button icon="plus" onClick={() => files?.newDesign()}>
            New design
          </Button>
        </>
      }
    >
      <ul className={styles.list}>
        {records.map((record) => (
          <li key={record.id} className={styles.row} data-open={record.id === open}>
            {renaming === record.id ? (
              <TextField
                label={`New name of ${record.name}`}
                value={record.name}
                onCommit={(name) => {
                  if (name.trim() === "") return "A design needs a name.";
                  setRenaming(undefined);
                  void files?.renameKept(record.id, name.trim()).then(reload);
                  return undefined;
                }}
              />
            ) : (
              <button
                type="button"
                className={styles.open}
                onClick={() => void files?.openKept(record.id)}
              >
                {record.name}
              </button>
            )}
            <span className={common.note}>{sizeWords(record)}</span>
            <span className={common.note}>{dayAndTime(record.savedAt, Date.now())}</span>
            <span className={styles.acts}>
              <IconButton
                icon="note"
                label={`Rename ${record.name}`}
                onClick={() => setRenaming(record.id)}
              />
              <IconButton
                icon="copy"
                label={`Duplicate ${record.name}`}
                onClick={() => void files?.duplicateKept(record.id)}
              />
              <IconButton
                icon="trash"
                label={`Delete ${record.name}`}
                onClick={() => void remove(record)}
              />
            </span>
          </li>
        ))}
        {records.length === 0 && (
          <li className={styles.empty}>
            No design is kept yet. What you draw or change is kept by itself.
          </li>
        )}
      </ul>
    </Dialog>
  );
}

function useRecords(keeper: DesignKeeper) {
  const [records, setRecords] = useState<readonly DesignRecord[]>([]);
  const reload = useCallback(() => {
    keeper
      .flush()
      .then(() => keeper.library.list())
      .then(setRecords, () => setRecords([]));
  }, [keeper]);
  useEffect(reload, [reload]);
  return { records, reload };
}

function sizeWords({ nodes, links }: DesignRecord): string {
  if (nodes + links === 0) return "";
  return `${nodes} node${nodes === 1 ? "" : "s"}, ${links} link${links === 1 ? "" : "s"}`;
}
