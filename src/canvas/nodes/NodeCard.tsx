import { type ReactNode, useRef } from "react";
import { classNames, Icon, type IconName, type IconTone } from "../../ui/index.ts";
import { useIsFull } from "../detail/useDetail.ts";
import { usePaint } from "../live/usePaint.ts";
import { Badges } from "./Badges.tsx";
import { HEALTH_WORDS, HealthMark, healthHref } from "./HealthMark.tsx";
import styles from "./NodeCard.module.css";
import { NodePorts } from "./NodePorts.tsx";
import { ProblemMark } from "./ProblemMark.tsx";

/** Silhouette of a kind: sources are round on the left, topics on the right, queues at the foot … */
export type Silhouette =
  | "source"
  | "topic"
  | "queue"
  | "stream"
  | "service"
  | "saga"
  | "database"
  | "dependency"
  | "registry";

export type NodeCardProps = {
  id: string;
  name: string;
  /** What it is, in a word, for screen readers. */
  kindName: string;
  icon: IconName;
  tone: IconTone;
  silhouette: Silhouette;
  isSelected: boolean;
  isFocused: boolean;
  /** Figures of the foot: state on the left, rate on the right. */
  left?: ReactNode;
  right?: ReactNode;
  /** Which of the two stays when there is room for one. */
  keep?: "left" | "right";
  /** The quantity as a picture. */
  children?: ReactNode;
};

/** Id of the element of a node, by which the canvas says which one is in focus. */
export function nodeElementId(id: string): string {
  return `node-${id}`;
}

/** The frame that all nodes share: name and health on top, a picture, two figures at the foot. */
export function NodeCard(props: NodeCardProps) {
  const { id, name, kindName, icon, tone, silhouette, isSelected, isFocused } = props;
  const card = useRef<HTMLDivElement>(null);
  const isFull = useIsFull(id);
  usePaint(id, "figures", (figures) => {
    const health = figures?.health ?? "idle";
    const element = card.current;
    if (!element || element.dataset.health === health) return;
    element.dataset.health = health;
    element.querySelector(`.${styles.health} use`)?.setAttribute("href", healthHref(health));
    element.setAttribute("aria-label", `${name}, ${kindName}, ${HEALTH_WORDS[health]}`);
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawn node is no fieldset.
    <div
      ref={card}
      id={nodeElementId(id)}
      className={classNames(
        styles.card,
        isSelected && styles.selected,
        isFocused && styles.focused,
      )}
      data-silhouette={silhouette}
      data-keep={props.keep ?? "right"}
      role="group"
      aria-label={`${name}, ${kindName}`}
    >
      <div className={styles.head}>
        <Icon name={icon} tone={tone} className={styles.icon} />
        {isFull && <span className={styles.name}>{breakable(name)}</span>}
        <span className={styles.health}>
          <HealthMark health="idle" />
        </span>
      </div>
      {isFull && (
        <>
          <div className={styles.body}>{props.children}</div>
          <div className={styles.foot}>
            <span>{props.left}</span>
            <span>{props.right}</span>
          </div>
          <Badges nodeId={id} name={name} />
        </>
      )}
      <ProblemMark nodeId={id} />
      <NodePorts nodeId={id} />
    </div>
  );
}

/** Names like payment.q may break after a dot when they are drawn large. */
function breakable(name: string): ReactNode {
  const [first, ...rest] = name.split(/(?<=[.\-_])/);
  return rest.reduce<ReactNode>(
    (whole, part) => (
      <>
        {whole}
        <wbr />
        {part}
      </>
    ),
    first,
  );
}
