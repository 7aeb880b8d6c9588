import { useStore } from "zustand";
import { axisTime } from "../../simulator/index.ts";
import type { Session } from "../actions/index.ts";
import { classNames, Icon } from "../ui/index.ts";
import { usersOf } from "./usersOf.ts";
import { type Use, type UserOverTime, usesOverTime } from "./usesOverTime.ts";
import styles from "./WhoUses.module.css";
import frame from "./Workplace.module.css";

/**
 * Who writes and who reads a message type, in which versions, laid over the time of the scenario: the order of
 * deploys is seen, and when somebody reads less than is written.
 */
export function WhoUses({ session, message }: { session: Session; message: string }) {
  const design = useStore(session.designs, (state) => state.design);
  const id = useStore(session.run.store, (state) => state.scenario);
  const resolved = useStore(session.designs, (state) => state.resolved.scenarios[id]);
  const scenario = design.scenarios?.[id];
  const seconds = resolved?.duration ?? 0;
  const rows = usesOverTime(usersOf(design, message), message, scenario, seconds);
  return (
    <section className={frame.users} aria-label="Who writes and reads which version">
      <h3 className={classNames(frame.heading, styles.head)}>
        Who writes and reads which version
        <small>in “{scenario?.name ?? id}”</small>
      </h3>
      {rows.length > 0 && (
        <div className={styles.row} aria-hidden="true">
          <span className={styles.axis}>
            <span>0:00</span>
            <span>{axisTime(seconds)}</span>
          </span>
        </div>
      )}
      {rows.length === 0 && (
        <p className={frame.none}>
          Nobody yet. A producer sends it, or a publish step of a handler.
        </p>
      )}
      <ul>
        {rows.map((row) => (
          <Row key={`${row.user.role} ${row.user.id}`} row={row} seconds={seconds} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row: { user, uses }, seconds }: { row: UserOverTime; seconds: number }) {
  const lacking = [...new Set(uses.flatMap((use) => use.lacking))];
  return (
    <li className={styles.row}>
      <b>{user.title}</b>
      <span>{user.role}</span>
      <span className={styles.track}>
        {uses.map((use) => (
          <Stretch key={use.from} use={use} seconds={seconds} />
        ))}
      </span>
      <span className={lacking.length > 0 ? styles.bad : styles.fine}>
        {lacking.length > 0 ? (
          <>
            <Icon name="bad" size={14} tone="bad" /> cannot read {lacking.join(", ")}
            {whenWords(uses, seconds)}
          </>
        ) : (
          user.role === "reads" && "reads all that is written"
        )}
      </span>
    </li>
  );
}

function Stretch({ use, seconds }: { use: Use; seconds: number }) {
  const words = use.versions === undefined ? "every version" : use.versions.join(", ") || "none";
  const time = `${axisTime(use.from)} to ${axisTime(use.to)}`;
  return (
    <span
      className={classNames(styles.stretch, use.lacking.length > 0 && styles.lacking)}
      style={{ flexGrow: seconds > 0 ? (use.to - use.from) / seconds : 1 }}
      title={`${time}: ${words}`}
    >
      {words}
    </span>
  );
}

/** When it is that something cannot be read; nothing where it is all the time. */
function whenWords(uses: readonly Use[], seconds: number): string {
  const bad = uses.filter(({ lacking }) => lacking.length > 0);
  const [first, last] = [bad[0], bad.at(-1)];
  if (!first || !last || (first.from === 0 && last.to === seconds)) return "";
  return `, ${axisTime(first.from)} to ${axisTime(last.to)}`;
}
