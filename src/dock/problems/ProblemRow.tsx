import type { Design } from "../../design/index.ts";
import type { ToldFinding } from "../../lint/index.ts";
import { Button, classNames } from "../../ui/index.ts";
import styles from "./Problems.module.css";
import type { RunFigure } from "./runFigures.ts";
import { SEVERITY_WORDS, SeverityMark } from "./SeverityMark.tsx";
import { TargetIcon, targetTitle } from "./TargetName.tsx";

export type ProblemRowProps = {
  finding: ToldFinding;
  design: Design;
  figure: RunFigure | undefined;
  isChosen: boolean;
  /** Whether it is the one row that Tab comes to. */
  isCurrent: boolean;
  onChoose: () => void;
  /** Goes to the place of the finding, keyboard and all. */
  onOpen: () => void;
  onFix: () => void;
};

/** One finding: how grave, where, what, what the run has shown of it, and its mend. */
export function ProblemRow({ finding, design, figure, isCurrent, ...row }: ProblemRowProps) {
  const { severity, target, what, fix, key } = finding;
  const name = targetTitle(target, design);
  return (
    <li className={classNames(styles.row, row.isChosen && styles.chosen)}>
      <button
        type="button"
        className={styles.open}
        data-key={key}
        tabIndex={isCurrent ? 0 : -1}
        aria-current={row.isChosen || undefined}
        aria-label={`${SEVERITY_WORDS[severity]}, ${name}: ${what}${figure ? ` ${figure.text}.` : ""}`}
        onClick={row.onChoose}
        onDoubleClick={row.onOpen}
      >
        <SeverityMark severity={severity} />
        <span className={styles.place}>
          <TargetIcon target={target} design={design} />
          <span>{name}</span>
        </span>
        <span className={styles.what}>{what}</span>
        <span className={classNames(styles.figure, figure?.isHarm && styles.harm)}>
          {figure?.text}
        </span>
      </button>
      <Button
        tone={row.isChosen ? "primary" : "quiet"}
        className={styles.fix}
        tabIndex={isCurrent ? 0 : -1}
        whyNot={fix === undefined ? "This one needs a choice of yours" : undefined}
        title={fix}
        aria-label={fix === undefined ? "Fix" : `Fix: ${fix}`}
        onClick={row.onFix}
      >
        Fix
      </Button>
    </li>
  );
}
