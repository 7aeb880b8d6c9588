import { type KeyboardEvent, useMemo, useState } from "react";
import type { AsyncApiFile } from "../asyncapi/index.ts";
import styles from "./AsyncApiExport.module.css";
import { lineCount } from "./FileList.tsx";

export type DocumentHeadProps = {
  file: AsyncApiFile;
  onShowLine: (line: number) => void;
};

/** Lines (from 1) that hold some words, whatever their case. */
function linesWith(text: string, words: string): number[] {
  if (words === "") return [];
  const wanted = words.toLowerCase();
  return text
    .toLowerCase()
    .split("\n")
    .flatMap((line, i) => (line.includes(wanted) ? [i + 1] : []));
}

/** What the text below is, and a search in it: the browser's own sees only the lines in view. */
export function DocumentHead({ file, onShowLine }: DocumentHeadProps) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const found = useMemo(() => linesWith(file.text, words), [file, words]);
  const kibibytes = useMemo(() => new Blob([file.text]).size / 1024, [file]);
  const show = (index: number, lines: readonly number[]) => {
    setAt(index);
    const line = lines[index];
    if (line !== undefined) onShowLine(line);
  };
  const change = (next: string) => {
    setWords(next);
    show(0, linesWith(file.text, next));
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || found.length === 0) return;
    show((at + (event.shiftKey ? found.length - 1 : 1)) % found.length, found);
  };
  return (
    <div className={styles.documentHead}>
      <b>{file.path}</b>
      <span className={styles.dim}>{file.view} document</span>
      <span className={styles.aside}>
        {lineCount(file.text)} lines, {kibibytes.toFixed(1)} KiB
      </span>
      <span className={styles.found} aria-live="polite">
        {words === "" ? "" : found.length === 0 ? "not found" : `${at + 1} of ${found.length}`}
      </span>
      <input
        className={styles.find}
        type="search"
        placeholder="Find in this file"
        aria-label="Find in this file; Enter goes on, Shift Enter back"
        value={words}
        onChange={(event) => change(event.target.value)}
        onKeyDown={handleKey}
      />
    </div>
  );
}
