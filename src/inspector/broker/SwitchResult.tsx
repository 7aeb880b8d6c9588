import { counterpartText, placeText, type SwitchReport } from "../../../simulator/index.ts";
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
            {unmatched.map((each) => (
              <li key={JSON.stringify(each)}>
                <b className={styles.word}>{each.name}</b> {textOf(each.value)}
                <span className={styles.where}>
                  {placeText(each)}: {each.why}
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
            {mapped.map((each) => (
              <li key={JSON.stringify(each)}>
                <b className={styles.word}>{each.name}</b> {textOf(each.value)} →{" "}
                {counterpartText(each)}
                <span className={styles.where}>
                  {placeText(each)}
                  {each.near && `: ${each.near}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const textOf = (value: unknown) =>
  typeof value === "object" ? JSON.stringify(value) : String(value);
