import { type PointerEvent, useContext } from "react";
import { GestureContext } from "./GestureContext.ts";
import styles from "./NodeCard.module.css";

const SIDES = ["top", "right", "bottom", "left"] as const;

/** Where a link is drawn from: a dot on each side that shows while the node is pointed at. */
export function NodePorts({ nodeId }: { nodeId: string }) {
  const { beginLink } = useContext(GestureContext);
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.preventDefault();
    beginLink(nodeId, { x: event.clientX, y: event.clientY });
  };
  return SIDES.map((side) => (
    <span
      key={side}
      className={`${styles.port} nodrag nopan`}
      data-side={side}
      onPointerDown={begin}
      aria-hidden="true"
    />
  ));
}
