import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { axisTime } from "../../../simulator/index.ts";
import { asPercent, shareOf, type TimeRange, ticksOf, timeAt } from "../../geometry/index.ts";
import { type Beat, paintOnBeat } from "../../ui/index.ts";
import styles from "./Timeline.module.css";

export type RulerProps = {
  range: TimeRange;
  trackWidth: number;
  beat: Beat;
  now: () => number;
  onSeek: (time: number) => void;
};

const READ_OUT_PER_SECOND = 1;
/** Share of the range that an arrow key moves the playhead by; ten times as much with Shift. */
const KEY_STEP = 0.01;

/** The time axis. A click, a drag of the playhead or the arrow keys go to another moment of the run. */
export function Ruler({ range, trackWidth, beat, now, onSeek }: RulerProps) {
  const ruler = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      paintOnBeat(beat, READ_OUT_PER_SECOND, () => {
        ruler.current?.setAttribute("aria-valuenow", now().toFixed(1));
        ruler.current?.setAttribute("aria-valuetext", axisTime(Math.floor(now())));
      }),
    [beat, now],
  );
  const seekTo = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(timeAt((event.clientX - box.left) / box.width, range));
  };
  const beginDrag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    seekTo(event);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
  };
  const handleKeys = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const step = (range.to - range.from) * KEY_STEP * (event.shiftKey ? 10 : 1);
    onSeek(Math.min(range.to, Math.max(range.from, now() + direction * step)));
  };
  return (
    <div
      ref={ruler}
      className={styles.ticks}
      role="slider"
      tabIndex={0}
      aria-label="Playhead, simulated time"
      aria-valuemin={range.from}
      aria-valuemax={range.to}
      aria-valuenow={range.from}
      onPointerDown={beginDrag}
      onPointerMove={drag}
      onKeyDown={handleKeys}
    >
      {ticksOf(range, trackWidth).map((tick) => (
        <span
          key={tick.time}
          className={styles.tick}
          style={{ left: asPercent(shareOf(tick.time, range)) }}
        >
          {tick.label}
        </span>
      ))}
    </div>
  );
}
