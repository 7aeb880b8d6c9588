import { type ReactNode, useContext, useEffect, useRef } from "react";
import { classNames, Icon, type IconName, type IconTone } from "../../ui/index.ts";
import { DetailContext } from "../detail/useDetail.ts";
import { usePaint } from "../live/usePaint.ts";
import { Badges } from "./Badges.tsx";
import styles from "./Container.module.css";
import { GestureContext } from "./GestureContext.ts";
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
  /** Whether it is drawn as one card, without what stands in it. */
  isCollapsed: boolean;
  members: number;
  /** Remark beside the name. */
  children: ReactNode;
};

/** A box that other nodes stand in, with its name at the top left corner. */
export function Container(props: ContainerProps) {
  const { id, name, kindName, isDashed, isSelected, isFocused, isCollapsed, members } = props;
  const { toggleCollapsed } = useContext(GestureContext);
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
        isCollapsed && styles.collapsed,
      )}
      role="group"
      aria-label={`${name}, ${kindName}`}
    >
      <div ref={useSizeFromAfar()} className={styles.title}>
        <button
          type="button"
          className={`${styles.fold} nodrag nopan`}
          aria-label={`${isCollapsed ? "Expand" : "Collapse"} ${name}`}
          aria-expanded={!isCollapsed}
          tabIndex={-1}
          onClick={() => toggleCollapsed(id)}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <Icon name={isCollapsed ? "right" : "down"} size={12} />
        </button>
        <Icon name={props.icon} tone={props.tone} size={14} className={styles.icon} />
        <b>{name}</b>
        <span className={styles.remark}>{props.children}</span>
        <span className={styles.health}>
          <HealthMark health="idle" />
        </span>
      </div>
      {isCollapsed && (
        <>
          <p className={styles.inside}>
            <b>{members}</b> {members === 1 ? "node" : "nodes"} inside
          </p>
          {/* The graph view draws links only to what has these. */}
          <span className={`${styles.end} source`} data-handlepos="right" />
          <span className={`${styles.end} target`} data-handlepos="left" />
        </>
      )}
      <Badges nodeId={id} name={name} />
      <ProblemMark nodeId={id} />
    </div>
  );
}

/** Tells the name of a box how far away it is: there it keeps its size on the screen. */
function useSizeFromAfar() {
  const title = useRef<HTMLDivElement>(null);
  const details = useContext(DetailContext);
  useEffect(() => {
    const show = () => {
      const look = details.latest();
      if (look?.isFar) title.current?.style.setProperty("--zoom", look.zoom.toFixed(3));
    };
    show();
    return details.onLook(show);
  }, [details]);
  return title;
}
