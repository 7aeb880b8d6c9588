import { type ReactNode, useLayoutEffect, useRef } from "react";
import { classNames, Icon } from "../../ui/index.ts";
import { useIsFull } from "../detail/useDetail.ts";
import type { Health } from "../live/Live.ts";
import { usePaint } from "../live/usePaint.ts";
import { Badges } from "./Badges.tsx";
import { farPicture, NODE_TONES, type NodeIcon } from "./farPictures.ts";
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
  icon: NodeIcon;
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

/**
 * The frame that all nodes share: name and health on top, a picture, two figures at the foot. From afar
 * it is one element, whose background shows what it is and how it is: a drawing of its own for each costs
 * a large design half of its frame time.
 */
export function NodeCard(props: NodeCardProps) {
  const { id, name, kindName, icon, silhouette, isSelected, isFocused } = props;
  const card = useRef<HTMLDivElement>(null);
  const isFull = useIsFull(id);
  usePaint(id, "figures", (figures) => {
    const health = figures?.health ?? "idle";
    const element = card.current;
    if (!element || element.dataset.health === health) return;
    element.dataset.health = health;
    showHealth(element, health);
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
      data-is-far={!isFull}
      style={farPicture(icon)}
      role="group"
      aria-label={`${name}, ${kindName}`}
    >
      {isFull && <FullFace {...props} />}
    </div>
  );
}

function FullFace({ id, name, icon, children, left, right }: NodeCardProps) {
  const mark = useRef<HTMLSpanElement>(null);
  // It may come late: the card knows by then.
  useLayoutEffect(() => {
    const card = mark.current?.closest<HTMLElement>(`.${styles.card}`);
    if (card?.dataset.health) showHealth(card, card.dataset.health as Health);
  }, []);
  return (
    <>
      <div className={styles.head}>
        <Icon name={icon} tone={NODE_TONES[icon]} className={styles.icon} />
        <span className={styles.name}>{breakable(name)}</span>
        <span ref={mark} className={styles.health}>
          <HealthMark health="idle" />
        </span>
      </div>
      <div className={styles.body}>{children}</div>
      <div className={styles.foot}>
        <span>{left}</span>
        <span>{right}</span>
      </div>
      <Badges nodeId={id} name={name} />
      <ProblemMark nodeId={id} />
      <NodePorts nodeId={id} />
    </>
  );
}

function showHealth(card: HTMLElement, health: Health): void {
  card.querySelector(`.${styles.health} use`)?.setAttribute("href", healthHref(health));
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
