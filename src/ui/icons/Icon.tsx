import { classNames } from "../classNames.ts";
import styles from "./Icon.module.css";
import type { IconName } from "./iconNames.ts";

/** Hue of an icon's stroke: one of the four kinds of node, a verdict, or the text around it. */
export type IconTone =
  | "source"
  | "channel"
  | "service"
  | "store"
  | "note"
  | "ok"
  | "warn"
  | "bad"
  | "quiet";

export type IconProps = {
  name: IconName;
  size?: 12 | 14 | 16 | 20;
  tone?: IconTone | undefined;
  className?: string | undefined;
};

const SIZE_CLASS = { 12: styles.s12, 14: styles.s14, 16: undefined, 20: styles.s20 };

/** A picture beside a name: it is decoration to a screen reader, the name is not optional. */
export function Icon({ name, size = 16, tone, className }: IconProps) {
  const classes = classNames(styles.icon, SIZE_CLASS[size], tone && styles[tone], className);
  return (
    <svg className={classes} aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}
