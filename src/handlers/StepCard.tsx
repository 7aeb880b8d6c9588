import type { KeyboardEvent } from "react";
import { STEP_SCHEMAS, type StepText } from "../../simulator/index.ts";
import { type Change, FieldsEditor, fieldsOf, labelOf } from "../fields/index.ts";
import { classNames, Icon, IconButton } from "../ui/index.ts";
import styles from "./Handler.module.css";
import { STEP_ICONS } from "./stepIcons.ts";
import { stepWords } from "./stepWords.ts";

export type StepCardProps = {
  step: StepText;
  /** The step with which the run began. */
  former: unknown;
  number: number;
  count: number;
  isOpen: boolean;
  nameOf: (id: string) => string;
  onToggle: () => void;
  onChange: Change;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

export function StepCard(props: StepCardProps) {
  const { step, former, number, count, isOpen, nameOf, onToggle, onChange, onMove, onRemove } =
    props;
  const fields = fieldsOf(STEP_SCHEMAS[step.do]).filter((field) => field.key !== "do");
  const handleKeys = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <li className={classNames(styles.step, isOpen && styles.open)}>
      <button
        type="button"
        className={styles.line}
        aria-expanded={isOpen}
        onClick={onToggle}
        onKeyDown={handleKeys}
      >
        <span className={styles.number}>{number}</span>
        <Icon name={STEP_ICONS[step.do]} tone="service" />
        <span className={styles.name}>{labelOf(step.do)}</span>
        <span className={styles.effect}>{step.effect}</span>
        <span className={styles.words}>{stepWords(step, nameOf)}</span>
      </button>
      {isOpen && (
        <div className={styles.fields}>
          <FieldsEditor fields={fields} value={step} former={former} onChange={onChange} />
          <div className={styles.acts}>
            <IconButton
              icon="down"
              className={styles.up}
              label="Move up"
              keys="Alt ↑"
              whyNot={number === 1 ? "it is the first" : undefined}
              onClick={() => onMove(-1)}
            />
            <IconButton
              icon="down"
              label="Move down"
              keys="Alt ↓"
              whyNot={number === count ? "it is the last" : undefined}
              onClick={() => onMove(1)}
            />
            <IconButton icon="trash" label="Remove step" onClick={onRemove} />
          </div>
        </div>
      )}
    </li>
  );
}
