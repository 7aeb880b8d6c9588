import type { ReactNode } from "react";
import styles from "./Banner.module.css";
import { classNames } from "./classNames.ts";
import { IconButton } from "./IconButton.tsx";
import { Icon } from "./icons/Icon.tsx";
import type { IconName } from "./icons/iconNames.ts";

export type BannerProps = {
  /** Amber if someone must choose, red if something stopped, plain otherwise. */
  tone?: "plain" | "warn" | "bad";
  icon?: IconName;
  /** What happened. */
  title: string;
  /** What is safe and what to do. */
  children?: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  onClose?: (() => void) | undefined;
};

/** A message under the top bar; it moves the canvas down and never covers it. */
export function Banner({
  tone = "plain",
  icon,
  title,
  children,
  note,
  actions,
  onClose,
}: BannerProps) {
  const shownIcon = icon ?? (tone === "plain" ? "info" : tone);
  return (
    <div
      className={classNames(styles.banner, tone !== "plain" && styles[tone])}
      role={tone === "bad" ? "alert" : "status"}
    >
      <Icon name={shownIcon} tone={tone === "plain" ? "quiet" : tone} />
      <span className={styles.text}>
        <b>{title}</b> {children}
        {note && <span className={styles.note}>{note}</span>}
      </span>
      <span className={styles.actions}>
        {actions}
        {onClose && <IconButton icon="close" label="Close this message" onClick={onClose} />}
      </span>
    </div>
  );
}
