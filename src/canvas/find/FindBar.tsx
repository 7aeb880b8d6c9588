import { type KeyboardEvent, useState } from "react";
import { Icon, IconButton } from "../../ui/index.ts";
import styles from "./FindBar.module.css";
import type { Finding } from "./useFind.ts";

export type FindBarProps = {
  finding: Finding;
  /** Brings a thing into view and selects it. */
  onShow: (key: string) => void;
  /** Told when the bar is left. */
  onClose: () => void;
};

/** A field over the canvas: Enter goes to the next thing that is found, Escape leaves. */
export function FindBar({ finding, onShow, onClose }: FindBarProps) {
  const { found, search } = finding;
  const [at, setAt] = useState(-1);
  const close = () => {
    finding.close();
    onClose();
  };
  const go = (step: 1 | -1) => {
    if (found.length === 0) return;
    const next = (Math.max(at, step === 1 ? -1 : 0) + step + found.length) % found.length;
    setAt(next);
    const key = found[next];
    if (key !== undefined) onShow(key);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={styles.bar}>
      <Icon name="search" size={14} />
      <input
        ref={focusOnce}
        value={search}
        placeholder="Find a name, kind or message"
        aria-label="Find on the canvas"
        onChange={(event) => {
          setAt(-1);
          finding.look(event.target.value);
        }}
        onKeyDown={keys}
      />
      <output className={styles.count}>{countText(search, at, found.length)}</output>
      <IconButton icon="down" label="Next" keys="Enter" onClick={() => go(1)} />
      <IconButton icon="close" label="Close" keys="Esc" onClick={close} />
    </search>
  );
}

function countText(search: string, at: number, count: number): string {
  if (search.trim() === "") return "";
  if (count === 0) return "nothing";
  return at < 0 ? `${count} found` : `${at + 1} of ${count}`;
}

function focusOnce(field: HTMLInputElement | null): void {
  if (!field || field.dataset.met) return;
  field.dataset.met = "yes";
  field.focus();
}
