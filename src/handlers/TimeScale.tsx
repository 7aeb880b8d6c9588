import {
  figureText,
  type StepText,
  type SystemNodeText,
  shortDuration,
} from "../../simulator/index.ts";
import { labelOf } from "../fields/index.ts";
import { classNames } from "../ui/index.ts";
import type { BoundaryOutcome, CrashTest } from "./BoundaryOutcome.ts";
import { medianTime } from "./stepTimes.ts";
import styles from "./TimeScale.module.css";

export type TimeScaleProps = {
  steps: readonly StepText[];
  nodes: Readonly<Record<string, SystemNodeText>>;
  test: CrashTest | undefined;
};

/** A stretch of time too short to carry a word. */
const NARROW = 0.07;
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

const HARM_WORDS: Record<BoundaryOutcome["harm"], string> = {
  none: "done once",
  twice: "done twice",
  lost: "lost",
};

/** One message through the handler, to scale: where a crash strikes decides what it does. */
export function TimeScale({ steps, nodes, test }: TimeScaleProps) {
  const times = steps.map((step) => medianTime(step, nodes));
  const total = times.reduce((sum, time) => sum + time, 0);
  if (total <= 0) {
    return (
      <section className={styles.scale} aria-label="One message, to scale">
        <b>One message, to scale</b>
        <span className={styles.dim}>
          No step takes time yet. Give a step a time to see it here.
        </span>
      </section>
    );
  }
  let from = 0;
  const spans = times.map((time, index) => {
    const start = from;
    from += time;
    return { index, start: start / total, width: time / total };
  });
  return (
    <section className={styles.scale} aria-label="One message, to scale">
      <b>One message, to scale</b>
      <span className={styles.dim}>
        {figureText(shortDuration(total))} at the median. Where a crash strikes decides what it
        does.
      </span>
      <span />
      <span className={styles.axis}>
        {TICKS.map((tick) => (
          <span key={tick} style={{ left: `${tick * 100}%` }} data-end={tick === 1 || undefined}>
            {tick === 0 ? "0" : figureText(shortDuration(total * tick))}
          </span>
        ))}
      </span>
      <span className={styles.dim}>Steps</span>
      <span className={styles.bar}>
        {spans.map(({ index, start, width }) => (
          <span key={index} className={styles.span} style={place(start, width)}>
            {width > NARROW ? `${index + 1} ${nameOf(steps[index])}` : ""}
          </span>
        ))}
      </span>
      <span className={styles.dim}>Crash within it</span>
      <span className={styles.bar}>
        {spans.map(({ index, start, width }) => {
          // A crash within a step leaves what a crash right before it leaves: the step is not done.
          const outcome = test?.outcomes.find(({ after }) => after === index);
          return (
            <span
              key={index}
              className={classNames(styles.span, styles.crash, outcome && styles[outcome.harm])}
              style={place(start, width)}
              title={outcome?.words}
            >
              {outcome && width > NARROW ? HARM_WORDS[outcome.harm] : ""}
            </span>
          );
        })}
      </span>
    </section>
  );
}

const place = (start: number, width: number) => ({
  left: `${start * 100}%`,
  width: `max(2px, calc(${width * 100}% - 2px))`,
});

const nameOf = (step: StepText | undefined) =>
  step ? (step.effect ?? labelOf(step.do).toLowerCase()) : "";
