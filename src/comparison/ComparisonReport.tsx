import { type BrokerOutcome, FIGURES } from "../../simulator/index.ts";
import styles from "./Comparison.module.css";
import { differenceText, estimateText, productName } from "./comparisonWords.ts";

const labelOf = (figure: string) => FIGURES.find(({ name }) => name === figure)?.label ?? figure;

/** What came out: all figures side by side, then what differs and why. */
export function ComparisonReport({ outcomes }: { outcomes: readonly BrokerOutcome[] }) {
  const [first, ...others] = outcomes;
  if (!first) return null;
  return (
    <div className={styles.report}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          The same messages at the same times on each product; what differs stands out
        </caption>
        <thead>
          <tr>
            <th scope="col">Messages and times</th>
            {outcomes.map(({ broker }) => (
              <th key={broker} scope="col">
                {productName(broker)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FIGURES.map(({ name, label }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              {outcomes.map((outcome) => (
                <td
                  key={outcome.broker}
                  className={isMoved(outcome, name) ? styles.moved : undefined}
                >
                  {estimateText(name, outcome.figures[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {others.map((outcome) => (
        <Against key={outcome.broker} outcome={outcome} first={productName(first.broker)} />
      ))}
    </div>
  );
}

/** A setting can move a figure further than the brokers differ. */
const partText = (share: number) =>
  share > 1.05 ? "More than all of it" : `${Math.round(share * 100)} % of it`;

const isMoved = ({ differences }: BrokerOutcome, figure: string) =>
  differences.some((each) => each.figure === figure);

/** One broker against the first: what differs with the setting behind it, and what it has no word for. */
function Against({ outcome, first }: { outcome: BrokerOutcome; first: string }) {
  const { differences, report } = outcome;
  const name = productName(outcome.broker);
  return (
    <section className={styles.against} aria-label={`${name} against ${first}`}>
      <h3 className={styles.heading}>
        {name} against {first}
      </h3>
      {differences.length === 0 && <p className={styles.line}>No figure differs.</p>}
      <ul className={styles.list}>
        {differences.map(({ figure, difference, causes }) => (
          <li key={figure}>
            <b>
              {labelOf(figure)} {differenceText(figure, difference)}
            </b>
            {causes.map(({ setting, words, share }) => (
              <span key={setting} className={styles.line}>
                {partText(share)} goes with <code>{words[1]}</code>, where {first} has{" "}
                <code>{words[0]}</code>
              </span>
            ))}
            {causes.length === 0 && (
              <span className={styles.line}>
                No setting that was tried alone moves it: it is the kind of channel, several
                settings together, or what the design sets itself.
              </span>
            )}
          </li>
        ))}
      </ul>
      {report.unmatched.length > 0 && (
        <>
          <h4 className={styles.caption}>Without counterpart on {name}</h4>
          <ul className={styles.list}>
            {report.unmatched.map(({ at, name: word, why }) => (
              <li key={`${at.join(".")} ${word}`}>
                <code>{word}</code> <span className={styles.dim}>of {at.slice(1).join(".")}:</span>{" "}
                {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
