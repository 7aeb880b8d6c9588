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

const FRAMES_PER_SECOND = 30;
/** Pixels from the middle of the playhead's flag to its end, and of a tick's label. */
const FLAG_HALF = 28;
const LABEL = 36;

/** Whether the label of a tick would be seen in part only, at both sides of the playhead's flag. */
const isUnderFlag = (tick: number, played: number) =>
  tick < Math.max(played, FLAG_HALF) + FLAG_HALF && tick + LABEL > played - FLAG_HALF;

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
  useEffect(
    () =>
      paintOnBeat(beat, FRAMES_PER_SECOND, () => {
        const played = shareOf(now(), range) * trackWidth;
        for (const tick of ruler.current?.querySelectorAll<HTMLElement>("[data-at]") ?? [])
          tick.toggleAttribute("data-is-under", isUnderFlag(Number(tick.dataset.at), played));
      }),
    [beat, now, range, trackWidth],
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
          data-at={shareOf(tick.time, range) * trackWidth}
          style={{ left: asPercent(shareOf(tick.time, range)) }}
        >
          <span>{tick.label}</span>
        </span>
      ))}
    </div>
  );
}
