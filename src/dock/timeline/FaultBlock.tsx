import { axisTime } from "../../../simulator/index.ts";
import { classNames, Icon } from "../../ui/index.ts";
import { asPercent, shareOf, type TimeRange } from "../timeAxis.ts";
import type { FaultMark } from "./faultLanes.ts";
import styles from "./Timeline.module.css";

/** Width of a letter of the label, and of what stands beside it, in pixels. */
const LETTER = 6.2;
const ICON_AND_PADDING = 28;

export type FaultBlockProps = { mark: FaultMark; range: TimeRange; trackWidth: number };

/** A fault as a block of the time that it lasts; its name stands beside it where it does not fit. */
export function FaultBlock({ mark, range, trackWidth }: FaultBlockProps) {
  const from = shareOf(mark.from, range);
  const to = Math.min(1, shareOf(mark.to, range));
  if (from > 1 || to < 0) return null;
  const width = (to - from) * trackWidth;
  const labelWidth = mark.label.length * LETTER;
  const fitsInside = width > labelWidth + ICON_AND_PADDING;
  const fitsAfter = (1 - to) * trackWidth > labelWidth + ICON_AND_PADDING;
  const until = mark.to > mark.from ? ` to ${axisTime(mark.to)}` : "";
  const when = mark.isRandom ? "" : `, ${axisTime(mark.from)}${until}`;
  return (
    <div
      className={classNames(
        styles.fault,
        mark.isStrain && styles.strain,
        mark.isRandom && styles.chance,
        mark.isByHand && styles.byHand,
      )}
      style={{ left: asPercent(from), width: asPercent(to - from) }}
      title={`${mark.label}${when}${mark.isByHand ? ", by hand" : ""}`}
    >
      <Icon name={mark.icon} size={12} />
      <span
        className={classNames(
          !fitsInside && styles.outside,
          !fitsInside && !fitsAfter && styles.before,
        )}
      >
        {mark.label}
      </span>
    </div>
  );
}
