import { useReactFlow, useStore } from "@xyflow/react";
import { memo } from "react";
import { IconButton } from "../ui/index.ts";
import styles from "./ZoomControl.module.css";

/** How large things are drawn. */
export const ZoomControl = memo(function ZoomControl({ onFit }: { onFit: () => void }) {
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const { zoomIn, zoomOut, zoomTo } = useReactFlow();
  return (
    <fieldset className={styles.zoom} aria-label="Zoom">
      <IconButton icon="minus" label="Zoom out" onClick={() => void zoomOut()} />
      <button
        type="button"
        className={styles.value}
        aria-label={`Zoom ${zoom} %, back to 100 %`}
        onClick={() => void zoomTo(1)}
      >
        {zoom} %
      </button>
      <IconButton icon="plus" label="Zoom in" onClick={() => void zoomIn()} />
      <IconButton icon="fit" label="Fit all into view" keys="Shift 1" onClick={onFit} />
    </fieldset>
  );
});
