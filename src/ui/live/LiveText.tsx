import { useEffect, useRef } from "react";
import { classNames } from "../classNames.ts";
import { type Beat, paintOnBeat } from "./Beat.ts";
import styles from "./LiveText.module.css";

export type LiveTextProps = {
  beat: Beat;
  /** The text of this moment, read from the latest frame. */
  read: () => string;
  perSecond?: number;
  /** Width of the slot in characters; without it the slot takes the width it is given. */
  width?: number;
  align?: "start" | "end";
  className?: string | undefined;
};

const FIGURES_PER_SECOND = 8;

/** A figure that changes while a run goes on: written straight into its slot, past React. */
export function LiveText({
  beat,
  read,
  perSecond = FIGURES_PER_SECOND,
  width,
  align = "start",
  className,
}: LiveTextProps) {
  const slot = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let shown: string | null = null;
    return paintOnBeat(beat, perSecond, () => {
      const text = read();
      if (text === shown || !slot.current) return;
      shown = text;
      slot.current.textContent = text;
    });
  }, [beat, read, perSecond]);
  return (
    <span
      ref={slot}
      className={classNames(styles.slot, align === "end" && styles.end, className)}
      style={width ? { width: `${width}ch` } : undefined}
    />
  );
}
