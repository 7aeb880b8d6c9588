import { useRef } from "react";
import type { Figure } from "../../../simulator/index.ts";
import type { NodeFigures } from "../live/Live.ts";
import { usePaint } from "../live/usePaint.ts";
import styles from "./NodeCard.module.css";

export type NodeFigureProps = {
  nodeId: string;
  read: (figures: NodeFigures) => Figure;
  before?: string;
  after?: string;
};

const NOT_MEASURED: Figure = { number: "–", unit: "" };

/** A figure in the foot of a node: the number in bold, its unit beside it, words around both. */
export function NodeFigure({ nodeId, read, before, after }: NodeFigureProps) {
  const number = useRef<HTMLElement>(null);
  const unit = useRef<HTMLSpanElement>(null);
  usePaint(nodeId, "figures", (figures) => {
    const figure = figures ? read(figures) : NOT_MEASURED;
    if (number.current) writeText(number.current, figure.number);
    if (unit.current) writeText(unit.current, spaced(figure.unit));
  });
  return (
    <span className={styles.figure}>
      {before}
      <b ref={number} />
      <span ref={unit} />
      {after}
    </span>
  );
}

function spaced(unit: string): string {
  return unit === "" || unit.startsWith("/") ? unit : ` ${unit}`;
}

/** Writes only what has changed: each write costs a layout. */
export function writeText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
