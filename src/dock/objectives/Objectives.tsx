import type { Objective, Verdict } from "../../../simulator/index.ts";
import type { Session } from "../../actions/index.ts";
import { classNames, EmptyState, Icon } from "../../ui/index.ts";
import { select } from "../../view/index.ts";
import { barOf } from "./barOf.ts";
import styles from "./Objectives.module.css";
import { figureWords, limitWords, type Standing, standingOf, titleOf } from "./verdictWords.ts";

export type ObjectivesProps = {
  session: Session;
  verdicts: readonly Verdict[];
  isFinished: boolean;
};

const SAID: Record<Standing, string> = {
  holds: "holds",
  broken: "broken",
  "at-risk": "at risk",
  unknown: "not known before the end",
};

/** The promises of the design, each with its figure and its limit; a click shows where it is made. */
export function Objectives({ session, verdicts, isFinished }: ObjectivesProps) {
  if (verdicts.length === 0)
    return <EmptyState>Run the design to hold it to its promises.</EmptyState>;
  const { objectives } = session.designs.getState().resolved;
  return (
    <ul className={styles.list}>
      {verdicts.map((verdict) => {
        const place = placeOf(objectives[verdict.id]);
        return (
          <li key={verdict.id}>
            <Row
              verdict={verdict}
              standing={standingOf(verdict, isFinished)}
              onShow={place === undefined ? undefined : () => select(session.view, [place])}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** The node that a promise is about, where it is about one. */
function placeOf(objective: Objective | undefined): string | undefined {
  if (!objective) return undefined;
  if ("channel" in objective) return objective.channel;
  if ("node" in objective) return objective.node;
  if ("of" in objective && "node" in objective.of) return objective.of.node;
  return "database" in objective ? objective.database : undefined;
}

type RowProps = { verdict: Verdict; standing: Standing; onShow: (() => void) | undefined };

function Row({ verdict, standing, onShow }: RowProps) {
  const classes = classNames(styles.row, styles[standing]);
  const content = (
    <>
      <StandingMark standing={standing} />
      <span className={styles.name}>
        {titleOf(verdict)}
        {verdict.reason && <span className={styles.note}> – {verdict.reason}</span>}
      </span>
      <span className={styles.measured}>{figureWords(verdict.objective, verdict.measured)}</span>
      <LimitBar verdict={verdict} />
      <span className={styles.limit}>{limitWords(verdict)}</span>
    </>
  );
  const said = `${titleOf(verdict)}: ${SAID[standing]}, ${figureWords(verdict.objective, verdict.measured)}, ${limitWords(verdict)}`;
  if (!onShow) return <div className={classes}>{content}</div>;
  return (
    <button type="button" className={classes} onClick={onShow} aria-label={said}>
      {content}
    </button>
  );
}

/** The figure beside its limit: how far it is from it, or by how much it is beyond. */
function LimitBar({ verdict }: { verdict: Verdict }) {
  const { filled, mark } = barOf(verdict);
  if (filled === undefined) return <span />;
  return (
    <span className={styles.bar} aria-hidden="true">
      <i className={styles.fill} style={{ width: `${filled * 100}%` }} />
      {mark !== undefined && <i className={styles.mark} style={{ left: `${mark * 100}%` }} />}
    </span>
  );
}

function StandingMark({ standing }: { standing: Standing }) {
  if (standing === "holds") return <Icon name="ok" size={14} tone="ok" />;
  if (standing === "broken") return <Icon name="bad" size={14} tone="bad" />;
  if (standing === "at-risk") return <Icon name="warn" size={14} tone="warn" />;
  return <span className={styles.ring} title={SAID.unknown} />;
}
