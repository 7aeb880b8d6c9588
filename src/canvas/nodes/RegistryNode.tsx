import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import type { FaceNode } from "../projection/NodeProjection.ts";
import styles from "./faces.module.css";
import { NodeCard } from "./NodeCard.tsx";

export const RegistryNode = memo(function RegistryNode({
  id,
  data,
  selected,
}: NodeProps<FaceNode<"registry">>) {
  const { compatibility, guards } = data.node;
  return (
    <NodeCard
      id={id}
      name={data.name}
      kindName="schema registry"
      icon="registry"
      silhouette="registry"
      isSelected={selected}
      isFocused={data.isFocused}
      keep="left"
      left={
        <>
          <b>{guards.length}</b> {guards.length === 1 ? "type" : "types"}
        </>
      }
    >
      <span className={styles.word}>{compatibility}</span>
    </NodeCard>
  );
});
