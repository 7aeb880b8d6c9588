import styles from "./BackoffPicture.module.css";
import type { Wait } from "./backoffPicture.ts";

const WIDTH = 280;
const LEFT = 6;
/** Room at the right for the dead letter, or for the dots that say "and so on". */
const RIGHT = 36;
/** Labels closer than this would touch. */
const LABEL_ROOM = 26;

export type BackoffPictureProps = {
  waits: readonly Wait[];
  /** Whether more attempts follow than are drawn. */
  goesOn: boolean;
};

const UNITS = [
  { seconds: 3600, unit: "h" },
  { seconds: 60, unit: "min" },
  { seconds: 1, unit: "s" },
  { seconds: 0, unit: "ms" },
] as const;

/** Writes times in the one unit that fits the longest, which alone carries it. */
function timeWriter(longest: number): (time: number) => string {
  const { seconds, unit } = UNITS.find((each) => longest >= each.seconds) ?? UNITS[2];
  const scale = seconds === 0 ? 0.001 : seconds;
  return (time) => {
    const digits = String(Number((time / scale).toPrecision(2)));
    return time === longest ? `${digits} ${unit}` : digits;
  };
}

/** Attempts along a line, with the longest waits between them; jitter makes the wait paler. */
export function BackoffPicture({ waits, goesOn }: BackoffPictureProps) {
  const total = waits.reduce((sum, wait) => sum + wait.most, 0);
  const xOf = (time: number) => LEFT + (total === 0 ? 0 : time / total) * (WIDTH - LEFT - RIGHT);
  const write = timeWriter(total);
  let time = 0;
  let labelled = Number.NEGATIVE_INFINITY;
  const marks = waits.map((wait, index) => {
    const from = time;
    time += wait.most;
    const x = xOf(time);
    const hasRoom = x - labelled > LABEL_ROOM;
    if (hasRoom) labelled = x;
    return {
      from,
      to: time,
      wait,
      attempt: index + 2,
      x,
      label: hasRoom ? write(time) : "",
    };
  });
  const said = `Attempts after ${marks.map((mark) => write(mark.to)).join(", ")} at the latest`;
  return (
    <svg className={styles.picture} viewBox={`0 0 ${WIDTH} 52`} role="img" aria-label={said}>
      <path d={`M${LEFT} 36.5H${WIDTH}`} className={styles.base} />
      <path d={`M${LEFT} 40V16`} className={styles.first} />
      <text x={LEFT} y="10">
        1
      </text>
      {marks.map(({ from, wait, attempt, x, label }) => (
        <g key={attempt}>
          <rect x={xOf(from)} y="20" width={x - xOf(from)} height="16" className={styles.spread} />
          <rect
            x={xOf(from)}
            y="20"
            width={xOf(from + wait.least) - xOf(from)}
            height="16"
            className={styles.wait}
          />
          <path d={`M${x} 40V16`} className={styles.again} />
          {label && (
            <text x={x} y="10" textAnchor="middle" className={styles.attempt}>
              {attempt}
            </text>
          )}
          <text x={x} y="50" textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
      <path d={`M${xOf(total)} 28H${WIDTH - 18}`} className={styles.rest} />
      {goesOn ? (
        <text x={WIDTH - 14} y="31">
          …
        </text>
      ) : (
        <path d={`M${WIDTH - 14} 24h8v8h-8zM${WIDTH - 13.5} 31.5l7-7`} className={styles.dead} />
      )}
    </svg>
  );
}
