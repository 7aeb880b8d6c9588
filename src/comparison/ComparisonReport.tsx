import {
  type BrokerOutcome,
  causePieces,
  counterpartText,
  differenceText,
  estimateText,
  FIGURES,
  nearSettings,
  noCauseText,
  type Piece,
  placeText,
  profileOf,
  runsText,
  searchLines,
  settingText,
  WHAT_FIGURES_COUNT,
} from "../../simulator/index.ts";
import { classNames } from "../ui/index.ts";
import styles from "./Comparison.module.css";

const productName = (id: BrokerOutcome["broker"]): string => profileOf(id)?.name ?? id;

const labelOf = (figure: string) => FIGURES.find(({ name }) => name === figure)?.label ?? figure;

/** What came out: all figures side by side, then what differs and why. */
export function ComparisonReport({
  outcomes,
  replications,
  isStale,
}: {
  outcomes: readonly BrokerOutcome[];
  replications: number;
  isStale: boolean;
}) {
  const [first, ...others] = outcomes;
  if (!first) return null;
  return (
    <div className={classNames(styles.report, isStale && styles.stale)}>
      <table className={styles.table}>
        <caption className={styles.caption}>{runsText(replications)}</caption>
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
      <p className={styles.line}>{WHAT_FIGURES_COUNT}</p>
      {others.map((outcome) => (
        <Against key={outcome.broker} outcome={outcome} first={productName(first.broker)} />
      ))}
      {outcomes.map((outcome) => (
        <Settings key={outcome.broker} outcome={outcome} />
      ))}
    </div>
  );
}

const isMoved = ({ differences }: BrokerOutcome, figure: string) =>
  differences.some((each) => each.figure === figure);

/** One broker against the first: what differs with the setting behind it, and what it has no word for. */
function Against({ outcome, first }: { outcome: BrokerOutcome; first: string }) {
  const { differences, search } = outcome;
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
            {causes.map((cause) => (
              <span key={cause.setting} className={styles.line}>
                <Pieces pieces={causePieces(cause, first, name)} />
              </span>
            ))}
            {causes.length === 0 && <span className={styles.line}>{noCauseText(search)}</span>}
          </li>
        ))}
      </ul>
      {searchLines(outcome).map((pieces) => (
        <p key={plain(pieces)} className={styles.line}>
          <Pieces pieces={pieces} />
        </p>
      ))}
    </section>
  );
}

/** What of the design's settings a product says only nearly, or not at all. */
function Settings({ outcome }: { outcome: BrokerOutcome }) {
  const name = productName(outcome.broker);
  const near = nearSettings(outcome);
  const { unmatched } = outcome.report;
  if (near.length + unmatched.length === 0) return null;
  return (
    <section className={styles.against} aria-label={`Settings on ${name}`}>
      <h3 className={styles.heading}>Settings on {name}</h3>
      {near.length > 0 && (
        <>
          <h4 className={styles.caption}>Counterparts that are only near</h4>
          <ul className={styles.list}>
            {near.map((each) => (
              <li key={JSON.stringify(each)}>
                <code>{settingText(each.name, each.value)}</code> →{" "}
                <code>{counterpartText(each)}</code>
                <span className={styles.line}>
                  {placeText(each)}: {each.near}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {unmatched.length > 0 && (
        <>
          <h4 className={styles.caption}>Without counterpart</h4>
          <ul className={styles.list}>
            {unmatched.map((each) => (
              <li key={JSON.stringify(each)}>
                <code>{settingText(each.name, each.value)}</code>
                <span className={styles.line}>
                  {placeText(each)}: {each.why}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const plain = (pieces: readonly Piece[]) =>
  pieces.map((piece) => (typeof piece === "string" ? piece : piece.word)).join("");

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece) =>
    typeof piece === "string" ? piece : <code key={piece.word}>{piece.word}</code>,
  );
}
