import type { Design } from "../design/index.ts";
import { Icon } from "../ui/index.ts";
import { unreadable, usersOf } from "./usersOf.ts";
import styles from "./Workplace.module.css";

/** Who writes and who reads a message type, in which versions, and who reads less than is written. */
export function WhoUses({ design, message }: { design: Design; message: string }) {
  const users = usersOf(design, message);
  return (
    <section className={styles.users} aria-label="Who writes and reads which version">
      <h3 className={styles.heading}>Who writes and reads which version</h3>
      {users.length === 0 && (
        <p className={styles.none}>
          Nobody yet. A producer sends it, or a publish step of a handler.
        </p>
      )}
      <ul>
        {users.map((user) => {
          const lacking = unreadable(user, users);
          return (
            <li key={`${user.role} ${user.id}`} className={styles.user}>
              <b>{user.title}</b>
              <span>{user.role}</span>
              <span>
                {user.versions === undefined
                  ? "every version"
                  : user.versions.join(", ") || "without a version"}
              </span>
              <span className={lacking.length > 0 ? styles.nameBad : undefined}>
                {lacking.length > 0 && (
                  <>
                    <Icon name="bad" size={14} tone="bad" /> cannot read {lacking.join(", ")}, which
                    is written
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
