import { exactCount, MESSAGE_STATES } from "../../../simulator/index.ts";
import { Glyph } from "./Glyph.tsx";
import { STATE_WORDS } from "./glyphs.ts";
import styles from "./Legend.module.css";

/** What the marks on the links mean, and for how many messages a dot stands. */
export function Legend({ messagesPerDot }: { messagesPerDot: number }) {
  return (
    <ul className={styles.legend} aria-label="Marks of messages" data-keep-in-sight>
      {MESSAGE_STATES.map((state) => (
        <li key={state}>
          <Glyph state={state} />
          {STATE_WORDS[state]}
        </li>
      ))}
      {messagesPerDot > 1 && (
        <li className={styles.ratio}>
          1 dot = {exactCount(messagesPerDot)} messages; others exact
        </li>
      )}
    </ul>
  );
}
