import type { Health } from "../live/Live.ts";
import styles from "./HealthMark.module.css";

/** Words for a state, for those who cannot see its mark. */
export const HEALTH_WORDS: Record<Health, string> = {
  idle: "idle",
  busy: "busy",
  saturated: "saturated",
  crashed: "crashed",
  paused: "paused",
  partitioned: "cut off",
  "parameter-error": "parameter error",
  muted: "left out",
};

const HEALTHS = Object.keys(HEALTH_WORDS) as Health[];

export function healthHref(health: Health): string {
  return `#health-${health}`;
}

/** A mark whose shape alone tells the state. */
export function HealthMark({ health }: { health: Health }) {
  return (
    <svg className={styles.mark} viewBox="0 0 12 12" aria-hidden="true">
      <use href={healthHref(health)} />
    </svg>
  );
}

/** The shapes that all marks refer to; rendered once for a canvas. */
export function HealthMarks() {
  return (
    <svg className={styles.sprite} width="0" height="0" aria-hidden="true">
      {HEALTHS.map((health) => (
        <symbol key={health} id={`health-${health}`} viewBox="0 0 12 12">
          {SHAPES[health]}
        </symbol>
      ))}
    </svg>
  );
}

const SHAPES = {
  idle: <circle className={styles.quietLine} cx="6" cy="6" r="3" strokeWidth="1.4" />,
  busy: <circle className={styles.quiet} cx="6" cy="6" r="3" />,
  saturated: (
    <>
      <path className={styles.warn} d="M6 1 11.5 10.8H.5z" />
      <path className={styles.hole} d="M6 4.4v3.2M6 9.2v.1" strokeWidth="1.4" />
    </>
  ),
  crashed: (
    <>
      <path className={styles.bad} d="M3.6.4h4.8l3.2 3.2v4.8l-3.2 3.2H3.6L.4 8.4V3.6z" />
      <path className={styles.hole} d="M3.9 3.9l4.2 4.2M8.1 3.9 3.9 8.1" strokeWidth="1.5" />
    </>
  ),
  paused: <path className={styles.ink} d="M2.6 1.6h2.6v8.8H2.6zM6.8 1.6h2.6v8.8H6.8z" />,
  partitioned: (
    <path
      className={styles.badLine}
      d="M4.6 1.2a5 5 0 0 0 0 9.6zM7.4 1.2a5 5 0 0 1 0 9.6z"
      strokeWidth="1.5"
    />
  ),
  "parameter-error": (
    <>
      <path className={styles.badLine} d="M6 .4 11.6 6 6 11.6.4 6z" strokeWidth="1.4" />
      <path className={styles.badLine} d="M6 3.6v2.6M6 8.2v.1" strokeWidth="1.5" />
    </>
  ),
  muted: <path className={styles.inkLine} d="M1.5 10.5l9-9" strokeWidth="1.5" />,
} satisfies Record<Health, React.ReactNode>;
