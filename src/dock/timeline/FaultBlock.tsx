import { axisTime } from "../../../simulator/index.ts";
import { asPercent } from "../../geometry/index.ts";
import { classNames, Icon } from "../../ui/index.ts";
import type { FaultMark } from "./faultLanes.ts";
import type { PlacedMark } from "./placeLabels.ts";
import styles from "./Timeline.module.css";

function tellMark(mark: FaultMark): string {
  const until = mark.to > mark.from ? ` to ${axisTime(mark.to)}` : "";
  const when = mark.isRandom ? "" : `, ${axisTime(mark.from)}${until}`;
  return `${mark.label}${when}${mark.isByHand ? ", by hand" : ""}`;
}

/** A fault as a block of the time that it lasts; its name stands beside it where it does not fit. */
export function FaultBlock({ placed: { mark, from, to, label } }: { placed: PlacedMark }) {
  return (
    <div
      className={classNames(
        styles.fault,
        mark.isStrain && styles.strain,
        mark.isRandom && styles.chance,
        mark.isByHand && styles.byHand,
      )}
      style={{ left: asPercent(from), width: asPercent(to - from) }}
      title={tellMark(mark)}
      data-from={mark.from}
    >
      <Icon name={mark.icon} size={12} />
      <span className={label === "inside" ? undefined : styles[label]}>{mark.label}</span>
    </div>
  );
}
