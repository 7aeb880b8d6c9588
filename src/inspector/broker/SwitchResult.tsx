import type { SwitchReport } from "../../../simulator/index.ts";
import { IconButton } from "../../ui/index.ts";
import styles from "./broker.module.css";

/** What became of each setting when the broker was changed; nothing is dropped in silence. */
export function SwitchResult({
  name,
  report,
  onClose,
}: {
  name: string;
  report: SwitchReport;
  onClose: () => void;
}) {
  const { mapped, unmatched } = report;
  return (
    <section className={styles.result} aria-label={`What changed with ${name}`}>
      <h3 className={styles.title}>
        Now {name}
        <IconButton icon="close" label="Close the list of what changed" onClick={onClose} />
      </h3>
      {mapped.length + unmatched.length === 0 && (
        <p className={styles.line}>Nothing was written in words that {name} lacks.</p>
      )}
      {unmatched.length > 0 && (
        <>
          <h4 className={styles.caption}>No counterpart, kept for the way back</h4>
          <ul className={styles.list}>
            {unmatched.map(({ at, name: word, value, why }) => (
              <li key={`${at.join(".")} ${word}`}>
                <b className={styles.word}>{word}</b> {textOf(value)}
                <span className={styles.where}>
                  {placeText(at)}: {why}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {mapped.length > 0 && (
        <>
          <h4 className={styles.caption}>Carried over</h4>
          <ul className={styles.list}>
            {mapped.map(({ at, name: word, value, to, near }) => (
              <li key={`${at.join(".")} ${word}`}>
                <b className={styles.word}>{word}</b> {textOf(value)} →{" "}
                {Object.entries(to)
                  .map(([each, held]) => `${each} ${textOf(held)}`)
                  .join(", ")}
                <span className={styles.where}>
                  {placeText(at)}
                  {near && `: ${near}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const placeText = (at: readonly string[]) =>
  at.filter((part) => !["nodes", "links", "subscriptions"].includes(part)).join(", ");

const textOf = (value: unknown) =>
  typeof value === "object" ? JSON.stringify(value) : String(value);
