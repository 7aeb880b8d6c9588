import type { ReactNode } from "react";
import { classNames } from "./classNames.ts";
import { IconButton } from "./IconButton.tsx";
import styles from "./WorkplaceFrame.module.css";

export type WorkplaceFrameProps = {
  /** What is worked on, or what is done here. */
  title: string;
  /** What the workplace is called to those who hear it; without it the title. */
  label?: string;
  icon?: ReactNode;
  /** Stands in place of the title, such as a field in which it is written. */
  heading?: ReactNode;
  /** A remark beside the title, such as the name of the design. */
  about?: string | undefined;
  /** What follows in the head: filters and marks. */
  filters?: ReactNode;
  /** At the right end of the head: the one primary button, and what else is done with the whole. */
  actions?: ReactNode;
  /** What is chosen or listed at the left; without it the middle has the whole width. */
  side?: ReactNode;
  sideLabel?: string;
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
  const { title, label = title, side, sideLabel, isWide, children, foot } = props;
  const shape = classNames(styles.workplace, isWide && styles.wide, !side && styles.bare);
  return (
    <section className={shape} data-region="workplace" aria-label={label}>
      <Head {...props} />
      {side && (
        <aside className={styles.side} aria-label={sideLabel}>
          {side}
        </aside>
      )}
      {children}
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </section>
  );
}

function Head({ title, icon, heading, about, filters, actions, onClose }: WorkplaceFrameProps) {
  return (
    <header className={styles.head}>
      <IconButton
        icon="right"
        className={styles.back}
        label="Back to the design"
        keys="Esc"
        onClick={onClose}
      />
      {icon}
      {heading ?? <h2 className={styles.title}>{title}</h2>}
      {about !== undefined && <span className={styles.about}>{about}</span>}
      {filters}
      {actions && <span className={styles.actions}>{actions}</span>}
    </header>
  );
}
