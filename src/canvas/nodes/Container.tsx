import { type ReactNode, useRef } from "react";
import { classNames, Icon, type IconName, type IconTone } from "../../ui/index.ts";
import { usePaint } from "../live/usePaint.ts";
import { Badges } from "./Badges.tsx";
import styles from "./Container.module.css";
import { HEALTH_WORDS, HealthMark, healthHref } from "./HealthMark.tsx";
import { nodeElementId } from "./NodeCard.tsx";
import { ProblemMark } from "./ProblemMark.tsx";

export type ContainerProps = {
  id: string;
  name: string;
  kindName: string;
  icon: IconName;
  tone: IconTone;
  isDashed: boolean;
  isSelected: boolean;
  isFocused: boolean;
  /** Remark beside the name. */
  children: ReactNode;
};

/** A box that other nodes stand in, with its name at the top left corner. */
export function Container(props: ContainerProps) {
  const { id, name, kindName, isDashed, isSelected, isFocused } = props;
  const box = useRef<HTMLDivElement>(null);
  usePaint(id, "figures", (figures) => {
    const health = figures?.health ?? "idle";
    const element = box.current;
    if (!element || element.dataset.health === health) return;
    element.dataset.health = health;
    element.querySelector(`.${styles.health} use`)?.setAttribute("href", healthHref(health));
    element.setAttribute("aria-label", `${name}, ${kindName}, ${HEALTH_WORDS[health]}`);
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawn box is no fieldset.
    <div
      ref={box}
      id={nodeElementId(id)}
      className={classNames(
        styles.box,
        isDashed && styles.dashed,
        isSelected && styles.selected,
        isFocused && styles.focused,
      )}
      role="group"
      aria-label={`${name}, ${kindName}`}
    >
      <div className={styles.title}>
        <Icon name={props.icon} tone={props.tone} size={14} className={styles.icon} />
        <b>{name}</b>
        <span className={styles.remark}>{props.children}</span>
        <span className={styles.health}>
          <HealthMark health="idle" />
        </span>
      </div>
      <Badges nodeId={id} name={name} />
      <ProblemMark nodeId={id} />
    </div>
  );
}
