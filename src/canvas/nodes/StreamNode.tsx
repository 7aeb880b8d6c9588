import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { shortNumber, shortRate } from "../../../simulator/index.ts";
import { Lanes } from "../bodies/Lanes.tsx";
import type { FaceNode } from "../projection/NodeProjection.ts";
import { NodeCard } from "./NodeCard.tsx";
import { NodeFigure } from "./NodeFigure.tsx";

export const StreamNode = memo(function StreamNode({
  id,
  data,
  selected,
}: NodeProps<FaceNode<"stream">>) {
  const { partitions, role } = data.node;
  const isDeadLetters = role === "dead-letter";
  const partitionText = partitions === 1 ? "1 partition" : `${partitions} partitions`;
  return (
    <NodeCard
      id={id}
      name={data.name}
      kindName={isDeadLetters ? "dead letters" : "stream"}
      icon="stream"
      silhouette="stream"
      isSelected={selected}
      isFocused={data.isFocused}
      left={
        isDeadLetters ? (
          <NodeFigure
            nodeId={id}
            read={({ ready }) => ({ number: shortNumber(ready), unit: "" })}
            after=" dead"
          />
        ) : (
          partitionText
        )
      }
      right={<NodeFigure nodeId={id} read={({ rate }) => shortRate(rate)} after=" in" />}
    >
      <Lanes nodeId={id} partitions={partitions} />
    </NodeCard>
  );
});
