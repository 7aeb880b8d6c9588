import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { classNames } from "../../ui/index.ts";
import type { NoteFaceNode } from "../projection/NodeProjection.ts";
import styles from "./faces.module.css";
import { nodeElementId } from "./NodeCard.tsx";

export const NoteNode = memo(function NoteNode({ id, data, selected }: NodeProps<NoteFaceNode>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawn note is no fieldset.
    <div
      id={nodeElementId(id)}
      className={classNames(
        styles.note,
        selected && styles.selected,
        data.isFocused && styles.focused,
      )}
      role="group"
      aria-label={`Note: ${data.text || "empty"}`}
    >
      {data.text || <span className={styles.faint}>Double-click to write</span>}
    </div>
  );
});
