import type { Health } from "../live/Live.ts";
import styles from "./HealthMark.module.css";
import { HEALTH_SHAPES, HEALTHS, type HealthColor } from "./healthShapes.ts";

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
          {HEALTH_SHAPES[health].map(({ path, fill, stroke, width }) => (
            <path
              key={path}
              d={path}
              style={{ fill: colorOf(fill), stroke: colorOf(stroke) }}
              strokeWidth={width}
              strokeLinecap="round"
            />
          ))}
        </symbol>
      ))}
    </svg>
  );
}

function colorOf(token: HealthColor | undefined): string {
  return token === undefined ? "none" : `var(--${token})`;
}
