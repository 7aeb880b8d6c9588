import { useRef } from "react";
import type { NodeFigures } from "../live/Live.ts";
import { usePaint } from "../live/usePaint.ts";
import styles from "./Badges.module.css";
import { type Badge, badgesAbove, badgesBelow } from "./badgesOf.ts";
import { writeText } from "./NodeFigure.tsx";

const SLOTS = [0, 1] as const;

type BadgesProps = { nodeId: string; name: string };

/** Up to two remarks above the border and two below it, in slots that are always there. */
export function Badges({ nodeId, name }: BadgesProps) {
  return (
    <>
      <BadgeRow
        className={styles.above}
        place="above"
        nodeId={nodeId}
        read={(figures) => badgesAbove(name, figures)}
      />
      <BadgeRow className={styles.below} place="below" nodeId={nodeId} read={badgesBelow} />
    </>
  );
}

type BadgeRowProps = {
  place: "above" | "below";
  className: string | undefined;
  nodeId: string;
  read: (figures: NodeFigures) => Badge[];
};

function BadgeRow({ place, className, nodeId, read }: BadgeRowProps) {
  const row = useRef<HTMLDivElement>(null);
  usePaint(nodeId, "figures", (figures) => {
    const badges = figures ? read(figures) : [];
    if (row.current) raiseIfAny(row.current, badges.length);
    SLOTS.forEach((slot) => {
      const element = row.current?.children[slot];
      if (element instanceof HTMLElement) showBadge(element, badges[slot]);
    });
  });
  return (
    <div ref={row} className={className} data-badges={place}>
      {SLOTS.map((slot) => (
        <span key={slot} className={styles.badge} hidden>
          <svg className={styles.icon} aria-hidden="true">
            <use />
          </svg>
          <span className={styles.text}>
            <span className={styles.words} />
            <span />
            <span className={styles.words} />
          </span>
        </span>
      ))}
    </div>
  );
}

/** What is said beside a node must not be hidden by the next one: a node with remarks stands before those without. */
function raiseIfAny(row: HTMLElement, count: number): void {
  const [first] = row.children;
  const isRaised = first instanceof HTMLElement && !first.hidden;
  if (isRaised === count > 0) return;
  row
    .closest(".react-flow__node")
    ?.toggleAttribute(`data-remarks-${row.dataset.badges}`, count > 0);
}

/** A badge that has just appeared has a stronger border for a second; it does not move. */
const NEW_FOR_MS = 1000;

function showBadge(element: HTMLElement, badge: Badge | undefined): void {
  if (!badge) {
    if (!element.hidden) element.hidden = true;
    return;
  }
  if (element.hidden) {
    element.hidden = false;
    element.dataset.new = "";
    setTimeout(() => delete element.dataset.new, NEW_FOR_MS);
  }
  if (element.dataset.tone !== badge.tone) element.dataset.tone = badge.tone;
  const [icon, text] = element.children;
  const [before, figure, after] = text?.children ?? [];
  const href = "icon" in badge.mark ? `#i-${badge.mark.icon}` : `#message-${badge.mark.message}`;
  const use = icon?.firstElementChild;
  if (use && use.getAttribute("href") !== href) {
    use.setAttribute("href", href);
    icon.setAttribute("class", `${styles.icon} ${"icon" in badge.mark ? styles.stroked : ""}`);
  }
  if (before) writeText(before, badge.before);
  if (figure) writeText(figure, badge.figure);
  if (after) writeText(after, badge.after);
}
