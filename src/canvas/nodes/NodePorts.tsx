import { type PointerEvent, useContext } from "react";
import { GestureContext } from "./GestureContext.ts";
import styles from "./NodeCard.module.css";

/** The graph view looks for its handles by these names, one for each end of a link. */
const PORTS = [
  { side: "top", handle: "" },
  { side: "right", handle: "source" },
  { side: "bottom", handle: "" },
  { side: "left", handle: "target" },
] as const;

/** Where a link is drawn from: a dot on each side that shows while the node is pointed at. */
export function NodePorts({ nodeId }: { nodeId: string }) {
  const { beginLink } = useContext(GestureContext);
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.preventDefault();
    beginLink(nodeId, { x: event.clientX, y: event.clientY });
  };
  return PORTS.map(({ side, handle }) => (
    <span
      key={side}
      className={`${styles.port} nodrag nopan ${handle}`}
      data-side={side}
      data-handlepos={side}
      onPointerDown={begin}
      aria-hidden="true"
    />
  ));
}

/** The ends of links alone, unseen: without them the graph view draws no link to a node. */
export function NodeEnds() {
  return PORTS.map(({ side, handle }) =>
    handle === "" ? null : <span key={side} className={handle} data-handlepos={side} hidden />,
  );
}
