import { IconButton } from "../ui/index.ts";
import styles from "./Transport.module.css";

export type UndoRedoProps = {
  /** Name of the edit that would be taken back, such as "move 3 nodes"; null when there is none. */
  undoLabel: string | null;
  redoLabel: string | null;
  onUndo: () => void;
  onRedo: () => void;
};

export function UndoRedo({ undoLabel, redoLabel, onUndo, onRedo }: UndoRedoProps) {
  return (
    <div className={styles.group}>
      <IconButton
        icon="undo"
        label={undoLabel ? `Undo ${undoLabel}` : "Undo"}
        keys="Ctrl Z"
        whyNot={undoLabel === null ? "nothing to undo" : undefined}
        onClick={onUndo}
      />
      <IconButton
        icon="redo"
        label={redoLabel ? `Redo ${redoLabel}` : "Redo"}
        keys="Ctrl Shift Z"
        whyNot={redoLabel === null ? "nothing to redo" : undefined}
        onClick={onRedo}
      />
    </div>
  );
}
