import { type ReactNode, useState } from "react";
import { classNames, Icon } from "../../ui/index.ts";
import styles from "./editors.module.css";

export type DisclosureProps = {
  label: ReactNode;
  /** Its name for screen readers, where the label alone does not say it. */
  name?: string;
  /** What is inside, in few words, while it is closed. */
  summary?: ReactNode;
  end?: ReactNode;
  isOpenAtFirst?: boolean;
  children: ReactNode;
};

/** Settings that few need, one click away. */
export function Disclosure({
  label,
  name,
  summary,
  end,
  isOpenAtFirst = false,
  children,
}: DisclosureProps) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  return (
    <div className={styles.block}>
      <div className={styles.head}>
        <button
          type="button"
          className={classNames(styles.disclose, isOpen && styles.open)}
          aria-expanded={isOpen}
          aria-description={name}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon name="right" size={12} className={styles.chevron} />
          {label}
        </button>
        {!isOpen && summary && <span className={styles.summary}>{summary}</span>}
        {end}
      </div>
      {isOpen && <div className={styles.nested}>{children}</div>}
    </div>
  );
}
