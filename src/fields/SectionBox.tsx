import { Children, type ReactNode, useState } from "react";
import { FieldsEditor } from "./editors/FieldsEditor.tsx";
import { MoreLine } from "./editors/MoreLine.tsx";
import { fieldOf } from "./editors/withField.ts";
import styles from "./SectionBox.module.css";
import type { Field } from "./schema/Field.ts";

export type SectionBoxProps = {
  title: string;
  /** A fact beside the title. */
  end?: ReactNode;
  /** Fields that show when they are set or asked for. */
  more?: readonly Field[];
  value: unknown;
  /** What it was when the run began. */
  former: unknown;
  onChange: (value: Record<string, unknown>) => string | undefined;
  children?: ReactNode;
};

/** Settings that belong together; what is seldom set waits behind one line. */
export function SectionBox(props: SectionBoxProps) {
  const { title, end, more = [], value, former, onChange, children } = props;
  const [isOpen, setIsOpen] = useState(false);
  const unset = more.filter((field) => fieldOf(value, field.key) === undefined);
  const shown = isOpen ? more : more.filter((field) => !unset.includes(field));
  const isBare = Children.toArray(children).length === 0 && shown.length === 0;
  const line = <MoreLine fields={unset} isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} />;
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.title}>
        {title}
        {end && <span className={styles.end}>{end}</span>}
        {isBare && line}
      </h3>
      {children}
      <FieldsEditor fields={shown} value={value} former={former} onChange={onChange} isComplete />
      {!isBare && line}
    </section>
  );
}
