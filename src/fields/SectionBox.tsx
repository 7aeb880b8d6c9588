import { Children, type ReactNode, useState } from "react";
import { IconButton } from "../ui/index.ts";
import { FieldLabel } from "./editors/FieldRow.tsx";
import { FieldsEditor } from "./editors/FieldsEditor.tsx";
import { isLongText } from "./editors/isLongText.ts";
import { MoreLine } from "./editors/MoreLine.tsx";
import { fieldOf, withField } from "./editors/withField.ts";
import styles from "./SectionBox.module.css";
import type { Field } from "./schema/Field.ts";

export type SectionBoxProps = {
  title: string;
  /** A fact beside the title. */
  end?: ReactNode;
  /** Fields that always show. */
  fields?: readonly Field[];
  /** Fields that show when they are set or asked for. */
  more?: readonly Field[];
  /** Fields that the children show; they go back to their defaults with the others. */
  alsoReset?: readonly Field[];
  value: unknown;
  /** What it was when the run began. */
  former: unknown;
  onChange: (value: Record<string, unknown>) => string | undefined;
  children?: ReactNode;
};

const NONE: readonly Field[] = [];

/** Settings that belong together; what is seldom set waits behind one line. */
export function SectionBox(props: SectionBoxProps) {
  const { title, end, fields = NONE, more = NONE, alsoReset = NONE, children, ...held } = props;
  const { value, onChange } = held;
  const [isOpen, setIsOpen] = useState(false);
  const [problem, setProblem] = useState<string>();
  const unset = more.filter(
    (field) => fieldOf(value, field.key) === undefined && field.mixed === undefined,
  );
  const shown = isOpen ? more : more.filter((field) => !unset.includes(field));
  const all = [...fields, ...shown];
  const isBare = Children.toArray(children).length === 0 && all.length === 0;
  const titled = namedByTitle(all, title);
  const line = <MoreLine fields={unset} isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} />;
  const resettable = [...alsoReset, ...fields, ...more].filter(
    (field) => field.isOptional && fieldOf(value, field.key) !== undefined,
  );
  const reset = () =>
    onChange(
      resettable.reduce(
        (rest, { key }) => withField(rest, key, undefined),
        withField(value, "", undefined),
      ),
    );
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.title}>
        {titled ? <FieldLabel field={titled} /> : title}
        {resettable.length > 0 && (
          <IconButton
            icon="undo"
            className={styles.reset}
            label={`${title}: back to the defaults`}
            onClick={() => setProblem(reset())}
          />
        )}
        {end && <span className={styles.end}>{end}</span>}
        {isBare && line}
      </h3>
      {problem && (
        <span className={styles.error} role="alert">
          {problem}
        </span>
      )}
      {children}
      <FieldsEditor fields={titled ? [titled] : all} {...held} isComplete />
      {!isBare && line}
    </section>
  );
}

/** The field that stands alone under a title that is its own name, and does not say it once more. */
function namedByTitle(fields: readonly Field[], title: string): Field | undefined {
  const [only] = fields;
  if (fields.length !== 1 || only?.label !== title) return undefined;
  const hasLine = only.shape.type === "table" || isLongText(only);
  return hasLine ? { ...only, isNamedAbove: true } : undefined;
}
