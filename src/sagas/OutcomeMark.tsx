import { Icon } from "../ui/index.ts";
import type { Outcome } from "./outcomes.ts";
import styles from "./Sagas.module.css";

/** The mark of an outcome: told by its shape as well as by its colour. */
export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  switch (outcome) {
    case "completed":
      return <Icon name="ok" size={14} tone="ok" />;
    case "inconsistent":
      return <Icon name="bad" size={14} tone="bad" />;
    case "stuck":
      return <Icon name="pause" size={14} tone="warn" />;
    case "compensated":
      return (
        <svg className={styles.wedge} viewBox="0 0 14 14" aria-hidden="true">
          <path d="M10.5 3 3.5 7l7 4z" />
        </svg>
      );
    case "running":
      return <span className={styles.ring} />;
  }
}
