import { ViewportPortal } from "@xyflow/react";
import { type KeyboardEvent, useState } from "react";
import type { Rect } from "../../geometry/index.ts";
import styles from "./RenameField.module.css";

export type RenameFieldProps = {
  frame: Rect;
  text: string;
  /** A note is written over several lines. */
  isNote: boolean;
  onCommit: (text: string) => void;
  onCancel: () => void;
};

/** Writes a name, or a note, where it stands. Enter keeps it, Escape gives the old one back. */
export function RenameField({ frame, text, isNote, onCommit, onCancel }: RenameFieldProps) {
  const [draft, setDraft] = useState(text);
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !(isNote && event.shiftKey)) onCommit(draft);
    else if (event.key === "Escape") onCancel();
    else if (event.key !== "Tab") return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  };
  const common = {
    className: `${isNote ? styles.note : styles.name} nodrag nopan`,
    value: draft,
    onKeyDown: keys,
    onBlur: () => onCommit(draft),
    ref: (field: HTMLInputElement | HTMLTextAreaElement | null) => focusOnce(field),
    style: {
      transform: `translate(${frame.x}px, ${frame.y}px)`,
      width: frame.width,
      height: isNote ? frame.height : undefined,
    },
  };
  return (
    <ViewportPortal>
      {isNote ? (
        <textarea
          {...common}
          aria-label="Text of the note"
          onChange={(event) => setDraft(event.target.value)}
        />
      ) : (
        <input
          {...common}
          aria-label="Name"
          maxLength={200}
          onChange={(event) => setDraft(event.target.value)}
        />
      )}
    </ViewportPortal>
  );
}

function focusOnce(field: HTMLInputElement | HTMLTextAreaElement | null): void {
  if (!field || document.activeElement === field || field.dataset.met) return;
  field.dataset.met = "yes";
  field.focus({ preventScroll: true });
  field.select();
}
