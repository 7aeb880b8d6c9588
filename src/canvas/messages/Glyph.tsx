import { MESSAGE_STATES, type MessageState } from "../../../simulator/index.ts";
import styles from "./Glyph.module.css";
import { GLYPHS } from "./glyphs.ts";

/** The mark of a message state beside its name. */
export function Glyph({ state }: { state: MessageState }) {
  return (
    <svg className={styles.glyph} aria-hidden="true">
      <use href={`#message-${state}`} />
    </svg>
  );
}

/** The shapes that legends and badges refer to; rendered once for a canvas. */
export function GlyphSymbols() {
  return (
    <svg className={styles.sprite} width="0" height="0" aria-hidden="true">
      {MESSAGE_STATES.map((state) => (
        <symbol key={state} id={`message-${state}`} viewBox="-5.5 -5.5 11 11">
          <g className={styles[state]}>
            {GLYPHS[state].map(({ path, paint, width }) => (
              <path key={path} className={styles[paint]} d={path} strokeWidth={width} />
            ))}
          </g>
        </symbol>
      ))}
    </svg>
  );
}
