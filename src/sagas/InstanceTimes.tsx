import { useMemo } from "react";
import {
  figureText,
  type Saga,
  type SagaHistory,
  STATE_WORDS,
  shortDuration,
} from "../../simulator/index.ts";
import { asPercent, shareOf, ticksOf } from "../geometry/index.ts";
import { classNames, useWidth } from "../ui/index.ts";
import styles from "./InstanceTimes.module.css";
import { OutcomeMark } from "./OutcomeMark.tsx";
import { type Stretch, timesRows } from "./timesRows.ts";

const WORDS: Readonly<Record<Stretch["outcome"], string>> = {
  done: "ok",
  failed: STATE_WORDS.failed,
  unknown: STATE_WORDS.unknown,
  open: "not ended",
  late: "done too late",
};

/** Room that a label needs, in pixels; a tick nearer to the end has none. */
const LABEL_ROOM = 48;

const time = (seconds: number) => figureText(shortDuration(seconds));

/** When the steps of one instance began and ended, and what took them back. */
export function InstanceTimes({ saga, history }: { saga: Saga; history: SagaHistory }) {
  const [scale, width] = useWidth<HTMLDivElement>();
  const rows = useMemo(() => timesRows(saga, history), [saga, history]);
  const begun = history.moments[0]?.at ?? 0;
  const length = Math.max(1e-3, (history.moments.at(-1)?.at ?? begun) - begun);
  // Room for the words of what ends last.
  const range = { from: 0, to: length * 1.3 };
  return (
    <section className={styles.times} aria-label="Times of this instance">
      <div className={styles.ruler}>
        <span>This instance, begun at {time(begun)}</span>
        <div ref={scale} className={styles.scale}>
          {ticksOf(range, width - LABEL_ROOM).map((tick) => {
            const share = shareOf(tick.time, range);
            return (
              <i key={tick.time} style={{ left: asPercent(share) }}>
                {share * width <= width - LABEL_ROOM && time(tick.time)}
              </i>
            );
          })}
        </div>
      </div>
      {rows.map(({ id, label, isBack, stretches }) => (
        <div key={id} className={styles.row}>
          <span className={styles.name}>
            {isBack && <OutcomeMark outcome="compensated" />}
            <span>{label}</span>
          </span>
          <div className={styles.track}>
            {stretches.length === 0 && (
              <span className={styles.none}>{isBack ? "not taken back" : "not reached"}</span>
            )}
            {stretches.map((stretch) => (
              <Bar
                key={stretch.from}
                stretch={stretch}
                isBack={isBack}
                left={asPercent(shareOf(stretch.from, range))}
                width={asPercent((stretch.to - stretch.from) / range.to)}
              />
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

type BarProps = { stretch: Stretch; isBack: boolean; left: string; width: string };

function Bar({ stretch, isBack, left, width }: BarProps) {
  const { from, to, outcome } = stretch;
  const words = `${WORDS[outcome]}${to > from ? `, ${time(to - from)}` : ""}`;
  return (
    <span className={styles.stretch} style={{ left }}>
      <i
        className={classNames(styles.bar, styles[outcome], isBack && styles.back)}
        style={{ width }}
      />
      <span className={classNames(styles.words, styles[outcome])}>{words}</span>
    </span>
  );
}
