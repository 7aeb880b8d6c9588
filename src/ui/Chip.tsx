import type { ReactNode } from "react";
import styles from "./Chip.module.css";
import { classNames } from "./classNames.ts";

export type ChipTone = "plain" | "ok" | "warn" | "bad" | "dup";

/** A short fact beside a thing: a state, a reason, a count. */
export function Chip({ tone = "plain", children }: { tone?: ChipTone; children: ReactNode }) {
  return (
    <span className={classNames(styles.chip, tone !== "plain" && styles[tone])}>{children}</span>
  );
}
