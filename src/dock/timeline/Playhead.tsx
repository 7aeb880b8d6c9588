import { type RefObject, useEffect } from "react";
import { axisTime } from "../../../simulator/index.ts";
import { asPercent, shareOf, type TimeRange } from "../../geometry/index.ts";
import { type Beat, LiveText, paintOnBeat } from "../../ui/index.ts";
import styles from "./Timeline.module.css";

const FRAMES_PER_SECOND = 30;

export type PlayheadProps = {
  /** The element over all lanes; the playhead's place is one property of it. */
  over: RefObject<HTMLDivElement | null>;
  range: TimeRange;
  beat: Beat;
  now: () => number;
};

/** Keeps the playhead at the moment that is shown. */
export function usePlayhead({ over, range, beat, now }: PlayheadProps): void {
  useEffect(
    () =>
      paintOnBeat(beat, FRAMES_PER_SECOND, () => {
        over.current?.style.setProperty("--played", asPercent(shareOf(now(), range)));
      }),
    [over, range, beat, now],
  );
}

type AheadProps = Pick<PlayheadProps, "beat" | "now"> & {
  /** The element that holds the blocks. */
  content: RefObject<HTMLDivElement | null>;
  /** Painted anew when the lanes change. */
  lanes: readonly unknown[];
};

const CHANGES_PER_SECOND = 4;

/** Marks the faults that are still to come: they are drawn as outlines. */
export function useAhead({ content, lanes, beat, now }: AheadProps): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lanes are new blocks to mark
  useEffect(
    () =>
      paintOnBeat(beat, CHANGES_PER_SECOND, () => {
        for (const block of content.current?.querySelectorAll<HTMLElement>("[data-from]") ?? []) {
          block.toggleAttribute("data-is-ahead", Number(block.dataset.from) > now());
        }
      }),
    [content, lanes, beat, now],
  );
}

/** Time at the playhead, cut to hundredths so that it keeps its width. */
const flagText = (seconds: number) => {
  const hundredths = String(Math.floor(seconds * 100 + 1e-6) % 100).padStart(2, "0");
  return `${axisTime(Math.floor(seconds + 1e-9))}.${hundredths}`;
};

export function PlayheadFlag({ beat, now }: Pick<PlayheadProps, "beat" | "now">) {
  return (
    <div className={styles.flag}>
      <LiveText beat={beat} read={() => flagText(now())} />
    </div>
  );
}
