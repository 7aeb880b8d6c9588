import { type Change, changeWords, type Design, withoutNewPlaces } from "../design/index.ts";
import styles from "./DifferenceLines.module.css";

/** More lines than this are told as a number. */
const MOST_LINES = 40;

export type DifferenceLinesProps = {
  changes: readonly Change[];
  /** The designs that differ, for the names of their nodes. */
  before: Design;
  after: Design;
};

/** What differs between two designs, line by line: what stood, and what stands. */
export function DifferenceLines({ changes, before, after }: DifferenceLinesProps) {
  const lines = withoutNewPlaces(changes).flatMap((change) => {
    const design = change.after === undefined ? before : after;
    const words = changeWords(change, design);
    const key = change.path.join("/");
    return [
      words.before !== undefined && {
        key: `-${key}`,
        mark: "−",
        where: words.where,
        value: words.before,
      },
      words.after !== undefined && {
        key: `+${key}`,
        mark: "+",
        where: words.where,
        value: words.after,
      },
    ].filter((line) => line !== false);
  });
  const left = lines.length - MOST_LINES;
  return (
    <ul className={styles.lines} aria-label="What differs">
      {lines.slice(0, MOST_LINES).map(({ key, mark, where, value }) => (
        <li key={key} className={mark === "+" ? styles.come : styles.gone}>
          {mark} {where}: {value}
        </li>
      ))}
      {lines.length === 0 && <li className={styles.more}>Nothing differs.</li>}
      {left > 0 && <li className={styles.more}>and {left} more lines</li>}
    </ul>
  );
}
