import type { KeyboardEvent, ReactNode } from "react";
import { figureText, type StepText, shortDuration } from "../../simulator/index.ts";
import { fieldOf, isChanged, labelOf } from "../fields/index.ts";
import { classNames, Icon, IconButton } from "../ui/index.ts";
import { useHandler } from "./HandlerEditing.ts";
import styles from "./Steps.module.css";
import { STEP_ICONS } from "./stepIcons.ts";
import { medianTime } from "./stepTimes.ts";
import { type StepPlace, stepAt } from "./stepTree.ts";
import { stepWords } from "./stepWords.ts";
import { stepGrip } from "./useStepDrag.ts";

const isAt = (place: StepPlace, other: StepPlace | undefined) =>
  JSON.stringify(place) === JSON.stringify(other);

/** Moves the focus to the step before or after, in the order of the page. */
function focusNeighbor(from: HTMLElement, by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>("[data-step]")];
  all[all.indexOf(from) + by]?.focus();
}

/** Opens the menu of steps of the list that a step stands in. */
function openMenu(from: HTMLElement): void {
  from.closest("ol")?.querySelector<HTMLElement>(":scope > li > [data-add-step]")?.click();
}

type StepCardProps = {
  place: StepPlace;
  /** Steps in its list. */
  count: number;
  /** What is inside it: the steps of its branches. */
  children?: ReactNode;
};

/** A step of a handler: what it does, how long, and what is inside it. */
export function StepCard({ place, count, children }: StepCardProps) {
  const { steps, former, nodes, selected, nameOf, select, move, remove } = useHandler();
  const step = stepAt(steps, place);
  if (!step) return null;
  const { list, index } = place;
  const seconds = medianTime(step, nodes);
  const isSelected = isAt(place, selected);
  const isNew = isChanged(place.list.length === 0 ? fieldOf(former, String(index)) : step, step);
  const moveBy = (by: 1 | -1) => {
    if (index + by < 0 || index + by >= count) return;
    move(place, { list, index: by === 1 ? index + 2 : index - 1 });
  };
  const handleKeys = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined;
    if (by && event.altKey) moveBy(by);
    else if (by) focusNeighbor(event.currentTarget, by);
    else if (event.key === "a" && !event.ctrlKey && !event.metaKey) openMenu(event.currentTarget);
    else if (event.key === "Delete" || event.key === "Backspace") remove(place);
    else return;
    // These keys mean other things on the page.
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li className={classNames(styles.step, isSelected && styles.selected, isNew && styles.isNew)}>
      <div className={styles.line}>
        <span className={styles.grip} title="Drag to move" {...stepGrip(place)}>
          <Icon name="drag" size={14} />
        </span>
        <button
          type="button"
          data-step=""
          className={styles.open}
          aria-pressed={isSelected}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown A Delete"
          onClick={() => select(place)}
          onKeyDown={handleKeys}
        >
          <span className={styles.number}>{index + 1}</span>
          <Icon name={STEP_ICONS[step.do]} tone="service" />
          <StepTitle step={step} />
          <span className={styles.time}>
            {seconds > 0 ? figureText(shortDuration(seconds)) : ""}
          </span>
          <span className={styles.words}>{stepWords(step, nameOf)}</span>
        </button>
        {isSelected && (
          <span className={styles.acts}>
            <IconButton
              icon="down"
              className={styles.up}
              label="Move up"
              keys="Alt ↑"
              whyNot={index === 0 ? "it is the first" : undefined}
              onClick={() => moveBy(-1)}
            />
            <IconButton
              icon="down"
              label="Move down"
              keys="Alt ↓"
              whyNot={index === count - 1 ? "it is the last" : undefined}
              onClick={() => moveBy(1)}
            />
            <IconButton icon="trash" label="Remove step" keys="Del" onClick={() => remove(place)} />
          </span>
        )}
      </div>
      {children}
    </li>
  );
}

function StepTitle({ step }: { step: StepText }) {
  const kind = labelOf(step.do);
  return (
    <span className={styles.title}>
      <b>{step.effect ?? kind}</b>
      {step.effect && <span className={styles.kind}>{kind.toLowerCase()}</span>}
    </span>
  );
}
