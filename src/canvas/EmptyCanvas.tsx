import type { ReactNode } from "react";
import { Icon, type IconName, type IconTone, Keys } from "../ui/index.ts";
import styles from "./EmptyCanvas.module.css";

type Step = { icon: IconName; tone: IconTone; name: string; note: string; text: ReactNode };

const STEPS: readonly Step[] = [
  {
    icon: "producer",
    tone: "source",
    name: "Producer",
    note: "e.g. Poisson, 10 messages a second",
    text: (
      <>
        <b>Place it.</b> Drag a producer here, click one in the palette, or press <Keys>A</Keys>.
      </>
    ),
  },
  {
    icon: "queue",
    tone: "channel",
    name: "Queue",
    note: "of the broker that you use",
    text: (
      <>
        <b>Connect it.</b> Pull a link from the dot at a node’s side to the next one. Or press{" "}
        <Keys>C</Keys>.
      </>
    ),
  },
  {
    icon: "consumer",
    tone: "service",
    name: "Consumer",
    note: "works 100 ms, then acknowledges",
    text: (
      <>
        <b>Run it.</b> <Keys>Space</Keys> plays, <Keys>.</Keys> steps one event, <Keys>,</Keys>{" "}
        steps back.
      </>
    ),
  },
  {
    icon: "dlq",
    tone: "channel",
    name: "Dead letters",
    note: "what fails too often",
    text: (
      <>
        <b>Break it.</b> Right-click a node or link: crash, slow down, cut off, poison.
      </>
    ),
  },
];

/** What to do on an empty canvas, where the first node will stand. All of it can be ignored. */
export function EmptyCanvas() {
  return (
    <div className={styles.empty}>
      <p className={styles.lead}>
        <b>Draw what sends, what holds, what works.</b> Then press <Keys>Space</Keys> and watch.
        Every number has a sensible default; change any of them while it runs.
      </p>
      <ol className={styles.steps}>
        {STEPS.map(({ icon, tone, name, note, text }) => (
          <li key={name}>
            <span className={styles.ghost}>
              <span className={styles.name}>
                <Icon name={icon} tone={tone} /> {name}
              </span>
              <span>{note}</span>
            </span>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}
