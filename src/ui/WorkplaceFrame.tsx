import type { ReactNode } from "react";
import { classNames } from "./classNames.ts";
import { IconButton } from "./IconButton.tsx";
import styles from "./WorkplaceFrame.module.css";

export type WorkplaceFrameProps = {
  /** What is done here. */
  title: string;
  /** What it is done with, such as the name of the design. */
  about: string;
  /** What is chosen or listed at the left. */
  side: ReactNode;
  sideLabel: string;
  /** Whether the left holds more than choices. */
  isWide?: boolean;
  /** What stands in the middle, in an element of its own. */
  children: ReactNode;
  foot?: ReactNode;
  /** Goes back to the design. */
  onClose: () => void;
};

/** A workplace that takes the place of the canvas: a head with the way back, a side, the work, a foot. */
export function WorkplaceFrame(props: WorkplaceFrameProps) {
  const { title, about, side, sideLabel, isWide, children, foot, onClose } = props;
  return (
    <section className={classNames(styles.workplace, isWide && styles.wide)} aria-label={title}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <span className={styles.about}>{about}</span>
        <IconButton icon="close" label="Back to the design" keys="Esc" onClick={onClose} />
      </header>
      <aside className={styles.side} aria-label={sideLabel}>
        {side}
      </aside>
      {children}
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </section>
  );
}
