import { type Beat, LiveText } from "../ui/index.ts";
import styles from "./Transport.module.css";

export type ClockProps = {
  beat: Beat;
  /** The simulated time of this moment as text. */
  read: () => string;
  /** Where the run ends, such as "10:00"; absent when it has no end. */
  end?: string | undefined;
};

/** Milliseconds need a quicker hand than other figures. */
const PAINTS_PER_SECOND = 20;

export function Clock({ beat, read, end }: ClockProps) {
  return (
    <div className={styles.clock} role="timer" aria-label="Simulated time">
      <LiveText beat={beat} read={read} perSecond={PAINTS_PER_SECOND} width={12} />
      {end && <small>/ {end}</small>}
    </div>
  );
}
