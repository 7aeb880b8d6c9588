import { useCallback } from "react";
import { axisTime, figureText, shortDuration } from "../../../simulator/index.ts";
import { type Beat, LiveText } from "../../ui/index.ts";
import type { FaultMark } from "./faultLanes.ts";

type LaneNowProps = { marks: readonly FaultMark[]; beat: Beat; now: () => number };

const LOOKS_PER_SECOND = 4;

/** How the faults of a lane stand at this moment: to come, at work, or over. */
export function LaneNow({ marks, beat, now }: LaneNowProps) {
  const read = useCallback(() => laneNow(marks, now()), [marks, now]);
  return <LiveText beat={beat} read={read} perSecond={LOOKS_PER_SECOND} align="end" />;
}

/** The same in words: "in 1:05", "8.2 s left", "over". */
export function laneNow(
  marks: readonly Pick<FaultMark, "from" | "to" | "isRandom">[],
  now: number,
): string {
  if (marks.some(({ isRandom }) => isRandom)) return "by chance";
  const atWork = marks.find(({ from, to }) => from <= now && now < to);
  if (atWork) return `${steady(atWork.to - now)} left`;
  const next = Math.min(...marks.filter(({ from }) => from > now).map(({ from }) => from));
  return Number.isFinite(next) ? `in ${axisTime(Math.ceil(next - now))}` : "over";
}

/** Tenths of a second, always shown: a countdown does not change its width. */
function steady(seconds: number): string {
  return seconds < 60 ? `${seconds.toFixed(1)} s` : figureText(shortDuration(Math.ceil(seconds)));
}
