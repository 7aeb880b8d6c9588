import { Icon, Keys } from "../ui/index.ts";
import styles from "./EmptyCanvas.module.css";

/** What to do on an empty canvas, where the first node will stand. All of it can be ignored. */
export function EmptyCanvas() {
  return (
    <div className={styles.empty}>
      <p className={styles.lead}>
        <b>Draw what sends, what holds, what works.</b> Then press <Keys>Space</Keys> and watch.
      </p>
      <ol className={styles.steps}>
        <li>
          <span className={styles.ghost}>
            <Icon name="producer" tone="source" /> Producer
          </span>
          <p>
            <b>Place it.</b> Drag a producer here, click one in the palette, or press <Keys>A</Keys>
            .
          </p>
        </li>
        <li>
          <span className={styles.ghost}>
            <Icon name="queue" tone="channel" /> Queue
          </span>
          <p>
            <b>Connect it.</b> Pull a link from the dot at a node's side, or press <Keys>C</Keys>.
          </p>
        </li>
        <li>
          <span className={styles.ghost}>
            <Icon name="consumer" tone="service" /> Consumer
          </span>
          <p>
            <b>Run it, break it.</b> <Keys>Space</Keys> plays. Right-click a node or link: crash,
            slow down, cut off.
          </p>
        </li>
      </ol>
    </div>
  );
}
