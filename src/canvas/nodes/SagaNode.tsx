import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import type { FaceNode } from "../projection/NodeProjection.ts";
import styles from "./faces.module.css";
import { NodeCard } from "./NodeCard.tsx";

const MOST_STEPS = 8;

export const SagaNode = memo(function SagaNode({
  id,
  data,
  selected,
}: NodeProps<FaceNode<"saga">>) {
  const { steps } = data.node;
  return (
    <NodeCard
      id={id}
      name={data.name}
      kindName="saga"
      icon="saga"
      silhouette="saga"
      isSelected={selected}
      isFocused={data.isFocused}
      keep="left"
      left={steps.length === 1 ? "1 step" : `${steps.length} steps`}
      right={data.node.mode}
    >
      <span className={styles.steps}>
        {steps.slice(0, MOST_STEPS).map((step) => (
          <i key={step.name} />
        ))}
      </span>
    </NodeCard>
  );
});
