import { figureText, shortDuration, type TimeDistributionText } from "../../../simulator/index.ts";
import { lawPicture } from "./density.ts";
import styles from "./LawPicture.module.css";

const WIDTH = 280;
const BASE = 44;
const PEAK = 8;
const STEPS = 140;
/** Names of marks closer than this would touch; the later one is left out. */
const NAME_ROOM = 26;

/** Round times along the axis, three to five of them. */
function ticksUpTo(end: number): number[] {
  const power = 10 ** Math.floor(Math.log10(end));
  const step =
    [0.2, 0.25, 0.5, 1, 2].map((digit) => digit * power).find((each) => end / each < 5) ?? end;
  const count = Math.floor((end * 0.96) / step);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}

/** How the values of a law lie, with the figures that people know it by. */
export function LawPicture({ law }: { law: TimeDistributionText }) {
  const picture = lawPicture(law);
  if (!picture) return null;
  const { density, marks, end } = picture;
  const times = Array.from({ length: STEPS }, (_, step) => ((step + 0.5) / STEPS) * end);
  const highest = Math.max(...times.map(density));
  if (!(highest > 0) || !Number.isFinite(highest)) return null;
  const xOf = (time: number) => (time / end) * WIDTH;
  const yOf = (time: number) => BASE - (Math.min(highest, density(time)) / highest) * (BASE - PEAK);
  const points = times.map((time) => `${xOf(time).toFixed(1)} ${yOf(time).toFixed(1)}`).join("L");
  const known = marks.map(({ label, time }) => `${label} ${figureText(shortDuration(time))}`);
  let named = Number.NEGATIVE_INFINITY;
  return (
    <svg
      className={styles.picture}
      viewBox={`0 0 ${WIDTH} 56`}
      role="img"
      aria-label={known.join(", ")}
    >
      <path d={`M${points}L${WIDTH} ${BASE}L0 ${BASE}z`} className={styles.area} />
      <path d={`M${points}`} className={styles.curve} />
      <path d={`M0 ${BASE + 0.5}H${WIDTH}`} className={styles.base} />
      {marks.map(({ label, time }) => {
        const x = xOf(time);
        const hasRoom = x - named > NAME_ROOM;
        if (hasRoom) named = x;
        const top = Math.max(PEAK, yOf(time) - 6);
        return (
          <g key={label}>
            <path d={`M${x} ${BASE}V${top}`} className={styles.mark} />
            {hasRoom && (
              <text x={x + 3} y={Math.max(14, top + 4)} className={styles.name}>
                {label}
              </text>
            )}
          </g>
        );
      })}
      {ticksUpTo(end).map((time) => (
        <text key={time} x={xOf(time)} y="56" textAnchor={time === 0 ? "start" : "middle"}>
          {time === 0 ? "0" : figureText(shortDuration(time))}
        </text>
      ))}
    </svg>
  );
}
