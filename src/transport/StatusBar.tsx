import type { ReactNode } from "react";
import { useStore } from "zustand";
import { shortNumber } from "../../simulator/index.ts";
import { actionOf, type Session } from "../actions/index.ts";
import type { RunStatus } from "../run/index.ts";
import { Icon, type IconName } from "../ui/index.ts";
import styles from "./StatusBar.module.css";

const STATUS: Record<RunStatus, { words: string; icon: IconName }> = {
  loading: { words: "Starting…", icon: "latency" },
  running: { words: "Running", icon: "play" },
  paused: { words: "Paused", icon: "pause" },
  finished: { words: "Finished", icon: "check" },
  failed: { words: "Stopped", icon: "bad" },
};
const STOPPED = { words: "Stopped before its end", icon: "warn" } as const;

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Speed asked for, and the speed reached where the machine cannot keep up. */
function speedWords(speed: number, achieved: number | undefined): string {
  return achieved === undefined
    ? `speed ${speed}×`
    : `speed ${speed}×, achieved ${shortNumber(achieved)}×`;
}

export type StatusBarProps = {
  session: Session;
  /** Figures of the run, such as the number of events. */
  figures?: ReactNode;
  end?: ReactNode;
};

/** How the run goes, how large the design is, how fast it is. */
export function StatusBar({ session, figures, end }: StatusBarProps) {
  const status = useStore(session.run.store, (state) => state.status);
  const isStopped = useStore(session.run.store, ({ stopped }) => stopped !== undefined);
  const isThrownBack = useStore(session.run.store, (state) => state.isThrownBack);
  const speed = useStore(session.run.store, (state) => state.speed);
  const achieved = useStore(session.run.store, (state) => state.achievedSpeed);
  const nodes = useStore(session.designs, ({ design }) => countOf(design.system?.nodes));
  const links = useStore(session.designs, ({ design }) => countOf(design.system?.links));
  const { words, icon } = isStopped ? STOPPED : STATUS[status];
  return (
    <footer className={styles.status}>
      <span role="status">
        <Icon name={icon} size={12} tone={status === "failed" ? "bad" : undefined} />
        {isThrownBack ? `${words}, begun anew after an edit` : words}
      </span>
      <span>
        {counted(nodes, "node")}, {counted(links, "link")}
      </span>
      {figures}
      <span className={styles.end}>{speedWords(speed, achieved)}</span>
      <ProblemCount session={session} />
      {end}
    </footer>
  );
}

/** How many problems there are; a click shows them. */
function ProblemCount({ session }: { session: Session }) {
  const count = useStore(session.problems, ({ findings }) => findings?.length);
  const worst = useStore(session.problems, ({ findings }) => findings?.[0]?.severity);
  if (count === undefined) return null;
  return (
    <button
      type="button"
      className={styles.problems}
      onClick={() => actionOf("show-problems").perform(session)}
    >
      {worst === "error" && <Icon name="bad" tone="bad" size={12} />}
      {worst === "warning" && <Icon name="warn" tone="warn" size={12} />}
      {count === 0 ? "No problems" : counted(count, "problem")}
    </button>
  );
}

const countOf = (table: object | undefined) => Object.keys(table ?? {}).length;
