import { useMemo } from "react";
import type { Saga, SagaHistory } from "../../simulator/index.ts";
import { classNames, useWidth } from "../ui/index.ts";
import { instancePath } from "./instancePath.ts";
import styles from "./SagaDiagram.module.css";
import { type DiagramLink, type DiagramState, stateDiagram } from "./stateDiagram.ts";

const ROW = 66;
const BOX_HEIGHT = 30;
const HEAD = 34;
const MARGIN = 36;
const GAP = 40;
const LEAST_PITCH = 128;
const MOST_PITCH = 190;

type Place = { left: number; top: number; width: number };

/** The state machine of a saga, with the way that one instance took through it. */
export function SagaDiagram({ saga, history }: { saga: Saga; history: SagaHistory | undefined }) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const diagram = useMemo(() => stateDiagram(saga), [saga]);
  const path = useMemo(() => history && instancePath(saga, history), [saga, history]);
  const free = (width - 2 * MARGIN + GAP) / diagram.columns;
  const pitch = Math.min(MOST_PITCH, Math.max(LEAST_PITCH, free));
  const size = {
    width: 2 * MARGIN + diagram.columns * pitch - GAP,
    height: HEAD + diagram.rows * ROW,
  };
  const placeOf = ({ column, row }: DiagramState): Place => ({
    left: MARGIN + column * pitch,
    top: HEAD + row * ROW,
    width: pitch - GAP,
  });
  const places = new Map(diagram.states.map((state) => [state.id, placeOf(state)]));
  const taken = new Set(path?.links.map(({ from, to }) => `${from} ${to}`));
  const untaken = diagram.links.filter(({ from, to }) => !taken.has(`${from} ${to}`));
  const lateFrom = path?.late && places.get(path.late.from);
  const lateTo = places.get("compensated");
  return (
    <div ref={frame} className={styles.frame}>
      <div className={styles.sheet} style={size}>
        <svg className={styles.links} {...size} aria-hidden="true">
          <Arrowheads />
          {untaken.map((link) => (
            <Way key={`${link.from} ${link.to}`} link={link} places={places} tone="free" />
          ))}
          {path?.links.map((link) => (
            <Way key={`${link.from} ${link.to}`} link={link} places={places} tone="taken" />
          ))}
          {lateFrom && lateTo && (
            <path
              className={styles.late}
              d={aroundTheLeft(lateFrom, lateTo)}
              markerEnd="url(#late)"
            />
          )}
        </svg>
        {path?.late && <span className={styles.lateWords}>{path.late.words}</span>}
        {diagram.states.map((state) => {
          const mark = path?.marks.get(state.id);
          const classes = classNames(
            styles.state,
            styles[state.kind],
            mark ? styles[mark.tone] : styles.free,
            state.isPivot && styles.pivot,
          );
          return (
            <div key={state.id} className={classes} style={places.get(state.id)}>
              <b title={state.label}>{state.label}</b>
              <span>{mark?.caption ?? (state.isPivot ? "pivot, not undone" : "")}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Arrowheads() {
  return (
    <defs>
      {(["free", "taken", "late"] as const).map((id) => (
        <marker
          key={id}
          id={id}
          className={styles[`${id}Head`]}
          viewBox="0 0 8 8"
          refX={7.5}
          refY={4}
          markerWidth={8}
          markerHeight={8}
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0.5 8 4 0 7.5z" />
        </marker>
      ))}
    </defs>
  );
}

type WayProps = {
  link: DiagramLink;
  places: ReadonlyMap<string, Place>;
  tone: "free" | "taken";
};

function Way({ link, places, tone }: WayProps) {
  const from = places.get(link.from);
  const to = places.get(link.to);
  if (!from || !to) return null;
  return <path className={styles[tone]} d={curve(from, to)} markerEnd={`url(#${tone})`} />;
}

const middleOf = ({ top }: Place) => top + BOX_HEIGHT / 2;

/** From side to side where the next state stands beside, from the foot where it stands below. */
function curve(from: Place, to: Place): string {
  const [y1, y2] = [middleOf(from), middleOf(to)];
  if (to.left > from.left) {
    const [x1, x2] = [from.left + from.width, to.left];
    const bend = (x2 - x1) / 2;
    return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  }
  if (to.left < from.left && Math.abs(y2 - y1) < ROW) {
    const [x1, x2] = [from.left, to.left + to.width];
    const bend = (x1 - x2) / 2;
    return `M${x1} ${y1}C${x1 - bend} ${y1} ${x2 + bend} ${y2} ${x2} ${y2}`;
  }
  if (to.left < from.left) {
    const [x1, x2] = [from.left + from.width * 0.28, to.left + to.width];
    const start = from.top + BOX_HEIGHT;
    return `M${x1} ${start}C${x1} ${(start + y2) / 2} ${x1} ${y2} ${x2} ${y2}`;
  }
  // In the same column, past what stands between.
  const [x1, x2] = [from.left + from.width, to.left + to.width];
  return `M${x1} ${y1}C${x1 + GAP * 0.7} ${y1} ${x2 + GAP * 0.7} ${y2} ${x2} ${y2}`;
}

/** Back to an end that the instance had come to already. */
function aroundTheLeft(from: Place, to: Place): string {
  const x = from.left + from.width / 2;
  const y = middleOf(to);
  const edge = MARGIN / 3;
  return `M${x} ${from.top}C${x} 4 ${edge + 40} 4 ${edge + 20} 18S${edge} ${y} ${to.left} ${y}`;
}
