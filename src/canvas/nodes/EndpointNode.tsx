import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { shortDuration, shortRate } from "../../../simulator/index.ts";
import { Sparkline } from "../bodies/Sparkline.tsx";
import type { FaceNode } from "../projection/NodeProjection.ts";
import { NodeCard } from "./NodeCard.tsx";
import { NodeFigure } from "./NodeFigure.tsx";

export const EndpointNode = memo(function EndpointNode({
  id,
  data,
  selected,
}: NodeProps<FaceNode<"endpoint">>) {
  return (
    <NodeCard
      id={id}
      name={data.name}
      kindName="endpoint"
      icon="endpoint"
      silhouette="source"
      isSelected={selected}
      isFocused={data.isFocused}
      left={<NodeFigure nodeId={id} before="p99 " read={({ p99 }) => shortDuration(p99)} />}
      right={<NodeFigure nodeId={id} read={({ rate }) => shortRate(rate)} />}
    >
      <Sparkline nodeId={id} read={({ p99 }) => p99} />
    </NodeCard>
  );
});
