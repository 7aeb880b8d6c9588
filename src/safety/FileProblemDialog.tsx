import { useState } from "react";
import { type Design, FORMAT, type Problem, problemLine, type Salvaged } from "../design/index.ts";
import { Button, Dialog, Icon } from "../ui/index.ts";
import { type ExcerptLine, excerptOf } from "./excerpt.ts";
import styles from "./FileProblemDialog.module.css";
import common from "./safety.module.css";

/** Why a file was not opened. Nothing was changed by it. */
export type FileProblem =
  | {
      kind: "mistakes";
      name: string;
      text: string;
      problems: readonly Problem[];
      /** The same without its mistakes, if that is a design. */
      salvaged: Salvaged | undefined;
    }
  | { kind: "newer"; name: string; text: string; format: number }
  | { kind: "unreadable"; name: string; reason: string };

export type FileProblemDialogProps = {
  problem: FileProblem;
  onOpen: (design: Design) => void;
  onClose: () => void;
};

/** Says what is wrong with a file, where, and what can be done about it. */
export function FileProblemDialog({ problem, onOpen, onClose }: FileProblemDialogProps) {
  if (problem.kind === "mistakes")
    return <Mistakes problem={problem} onOpen={onOpen} onClose={onClose} />;
  if (problem.kind === "newer") return <NewerFile problem={problem} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`${problem.name} was not opened`}
      icon="warn"
      iconTone="warn"
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <p>{problem.reason} The open design is untouched.</p>
    </Dialog>
  );
}

/** More mistakes than this are told as a number. */
const MOST_SHOWN = 5;

type MistakesProps = FileProblemDialogProps & {
  problem: Extract<FileProblem, { kind: "mistakes" }>;
};

function Mistakes({ problem: { name, text, problems, salvaged }, onOpen, onClose }: MistakesProps) {
  const lines = text.split("\n");
  const count = problems.length;
  const left = salvaged?.left.length ?? 0;
  const copy = () => void navigator.clipboard.writeText(problems.map(problemLine).join("\n"));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={count === 1 ? `A mistake in ${name}` : `${count} mistakes in ${name}`}
      icon="bad"
      iconTone="bad"
      width={560}
      actions={
        <>
          <Button className={common.spread} onClick={copy}>
            Copy as text
          </Button>
          {salvaged && (
            <Button onClick={() => onOpen(salvaged.design)}>
              {left === 1 ? "Open without it" : `Open without the ${left}`}
            </Button>
          )}
          <Button tone="primary" onClick={onClose}>
            Leave it
          </Button>
        </>
      }
    >
      {problems.slice(0, MOST_SHOWN).map((problem) => (
        <Mistake key={`${problem.path} ${problem.message}`} problem={problem} lines={lines} />
      ))}
      {count > MOST_SHOWN && <p className={common.dim}>and {count - MOST_SHOWN} more</p>}
      <p className={common.dim}>
        The file was not opened and not changed; the open design is untouched.
      </p>
    </Dialog>
  );
}

function Mistake({ problem, lines }: { problem: Problem; lines: readonly string[] }) {
  const { line, path, message } = problem;
  return (
    <div className={styles.problem}>
      <div className={styles.head}>
        <Icon name="bad" tone="bad" size={14} />
        <span className={common.cut}>
          {line !== undefined && <b>line {line} </b>}
          <span className={common.mono}>{path}</span>
        </span>
      </div>
      {line !== undefined && <Excerpt lines={excerptOf(lines, problem)} at={line} />}
      <p>{message}</p>
    </div>
  );
}

function Excerpt({ lines, at }: { lines: readonly ExcerptLine[]; at: number }) {
  return (
    <div className={styles.code}>
      {lines.map(({ number, before, fault, after }) => (
        <div key={number} className={number === at ? `${styles.line} ${styles.bad}` : styles.line}>
          <span>{number}</span>
          <code>
            {before}
            {fault !== "" && <span className={styles.fault}>{fault}</span>}
            {after}
          </code>
        </div>
      ))}
    </div>
  );
}

function NewerFile({
  problem: { name, format, text },
  onClose,
}: {
  problem: Extract<FileProblem, { kind: "newer" }>;
  onClose: () => void;
}) {
  const [showsText, setShowsText] = useState(false);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="This file was made by a newer version of Sluice"
      icon="file"
      iconTone="quiet"
      width={showsText ? 640 : 480}
      actions={
        <>
          <Button className={common.spread} onClick={() => setShowsText(!showsText)}>
            {showsText ? "Hide the text" : "Look at it as text"}
          </Button>
          <Button tone="primary" onClick={() => location.reload()}>
            Reload for the newest Sluice
          </Button>
        </>
      }
    >
      <p>
        <span className={common.mono}>{name}</span> has format {format}; this version reads up to{" "}
        {FORMAT}. The file was not changed, and the open design is untouched.
      </p>
      {showsText && <pre className={styles.text}>{text.slice(0, 100_000)}</pre>}
    </Dialog>
  );
}
