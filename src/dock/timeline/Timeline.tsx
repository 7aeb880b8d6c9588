import { type ReactNode, useRef } from "react";
import { useStore } from "zustand";
import { axisTime } from "../../../simulator/index.ts";
import type { Session } from "../../actions/index.ts";
import { asPercent, shareOf, type TimeRange } from "../../geometry/index.ts";
import { Icon, useWidth } from "../../ui/index.ts";
import { useRunBeat } from "../../watch/index.ts";
import { Lane } from "../Lane.tsx";
import laneStyles from "../lane.module.css";
import { FaultBlock } from "./FaultBlock.tsx";
import type { FaultLane, FaultMark } from "./faultLanes.ts";
import { LaneNow } from "./LaneNow.tsx";
import { PlayheadFlag, useAhead, usePlayhead } from "./Playhead.tsx";
import { placeLabels } from "./placeLabels.ts";
import { Ruler } from "./Ruler.tsx";
import styles from "./Timeline.module.css";

const RULER_HEIGHT = 21;
const LANE_HEIGHT = "var(--row-h-dense)";

export type TimelineProps = {
  session: Session;
  range: TimeRange;
  lanes: readonly FaultLane[];
  /** Charts on the same axis, under the faults. */
  charts?: ReactNode;
};

/** The run along its time: faults by target, charts below, one playhead through all. */
export function Timeline({ session, range, lanes, charts }: TimelineProps) {
  const { beat, now } = useRunBeat(session.run);
  const over = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [track, trackWidth] = useWidth<HTMLDivElement>();
  usePlayhead({ over, range, beat, now });
  useAhead({ content, lanes, beat, now });
  return (
    <div className={styles.timeline}>
      <div ref={content} className={styles.content}>
        <div className={styles.ruler}>
          <Lane
            gutter={<span className={laneStyles.faint}>Simulated time</span>}
            value={<span className={laneStyles.faint}>now</span>}
            height={RULER_HEIGHT}
          >
            <div ref={track} />
            <Ruler
              range={range}
              trackWidth={trackWidth}
              beat={beat}
              now={now}
              onSeek={(time) => void session.run.seek(time)}
            />
            <EditMarks session={session} range={range} />
          </Lane>
        </div>
        {lanes.map((lane) => (
          <Lane
            key={lane.target}
            height={LANE_HEIGHT}
            gutter={
              <>
                <Icon name={lane.icon} size={14} tone={lane.family} />
                <span>{lane.title}</span>
              </>
            }
            value={<LaneNow marks={lane.marks} beat={beat} now={now} />}
          >
            {placeLabels(marksWithin(lane.marks, range), range, trackWidth).map((placed) => (
              <FaultBlock key={placed.mark.id} placed={placed} />
            ))}
          </Lane>
        ))}
        {charts}
        <div ref={over} className={styles.over}>
          <div className={styles.future} />
          <div className={styles.playhead} />
          <PlayheadFlag beat={beat} now={now} />
        </div>
      </div>
    </div>
  );
}

/** Marks of which something is seen, cut at the end of what is shown. */
function marksWithin(marks: readonly FaultMark[], { to }: TimeRange): FaultMark[] {
  return marks
    .filter((mark) => mark.from < to)
    .map((mark) => (mark.to > to ? { ...mark, to } : mark));
}

/** The moments at which settings were changed in this run: before and after are two systems. */
function EditMarks({ session, range }: Pick<TimelineProps, "session" | "range">) {
  const history = useStore(session.run.store, (state) => state.history);
  return history
    .filter((entry) => entry.do === "reconfigure")
    .map(({ time }) => (
      <i
        key={time}
        className={styles.edit}
        style={{ left: asPercent(shareOf(time, range)) }}
        title={`Settings changed at ${axisTime(time)}`}
      />
    ));
}
