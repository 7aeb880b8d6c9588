import { useStore } from "zustand";
import { type DesignStore, problemSentence, writeNote } from "../design/index.ts";
import { Icon, LongTextField } from "../ui/index.ts";
import styles from "./Inspector.module.css";

/** The text of a note on the canvas. */
export function NotePanel({ store, id }: { store: DesignStore; id: string }) {
  const text = useStore(store, ({ design }) => design.notes?.[id]?.text ?? "");
  return (
    <>
      <header className={styles.head}>
        <Icon name="note" tone="note" />
        <h2 className={styles.name}>Note</h2>
        <span />
        <span className={styles.sub}>Words for people; the simulator does not read them</span>
      </header>
      <div className={styles.note}>
        <LongTextField
          label="Text of the note"
          placeholder="Write what others should know."
          text={text}
          onCommit={(next) => {
            const result = store.edit("write a note", (draft) => writeNote(draft, id, next));
            return result.ok ? undefined : problemSentence(result.problems[0]);
          }}
        />
      </div>
    </>
  );
}
