import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { shortRate } from "../../../simulator/index.ts";
import { Lanes } from "../bodies/Lanes.tsx";
import type { FaceNode } from "../projection/NodeProjection.ts";
import { NodeCard } from "./NodeCard.tsx";
import { NodeFigure } from "./NodeFigure.tsx";

export const StreamNode = memo(function StreamNode({
  id,
  data,
  selected,
}: NodeProps<FaceNode<"stream">>) {
  const { partitions } = data.node;
  return (
    <NodeCard
      id={id}
      name={data.name}
      kindName="stream"
      icon="stream"
      tone="channel"
      silhouette="stream"
      isSelected={selected}
      isFocused={data.isFocused}
      left={partitions === 1 ? "1 partition" : `${partitions} partitions`}
      right={<NodeFigure nodeId={id} read={({ rate }) => shortRate(rate)} after=" in" />}
    >
      <Lanes nodeId={id} partitions={partitions} />
    </NodeCard>
  );
});
