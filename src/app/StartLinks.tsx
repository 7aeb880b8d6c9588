import { actionOf, perform } from "../actions/index.ts";
import type { OpenSession } from "./openSession.ts";
import styles from "./StartLinks.module.css";

/** Other ways to begin than to draw. */
const WAYS = [
  { act: "tour", label: "Tour in five steps" },
  { act: "model", label: "What is modelled" },
  { act: "open", label: "Open a file" },
] as const;

/** Ways to begin, on the empty canvas. */
export function StartLinks({ session }: { session: OpenSession }) {
  return (
    <div className={styles.links}>
      {WAYS.map(({ act, label }) => (
        <button
          key={act}
          type="button"
          className={styles.link}
          onClick={() => perform(actionOf(act), session)}
        >
          {label}
        </button>
      ))}
      <span>or drop one anywhere</span>
    </div>
  );
}
