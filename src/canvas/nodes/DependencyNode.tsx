import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { shortDuration, shortRate } from "../../../simulator/index.ts";
import { Gauge } from "../bodies/Gauge.tsx";
import type { FaceNode } from "../projection/NodeProjection.ts";
import { NodeCard } from "./NodeCard.tsx";
import { NodeFigure } from "./NodeFigure.tsx";

export const DependencyNode = memo(function DependencyNode({
  id,
  data,
  selected,
}: NodeProps<FaceNode<"dependency">>) {
  return (
    <NodeCard
      id={id}
      name={data.name}
      kindName="dependency"
      icon="dependency"
      silhouette="dependency"
      isSelected={selected}
      isFocused={data.isFocused}
      left={<NodeFigure nodeId={id} before="p99 " read={({ p99 }) => shortDuration(p99)} />}
      right={<NodeFigure nodeId={id} read={({ rate }) => shortRate(rate)} />}
    >
      <Gauge nodeId={id} hasLimit={data.node.concurrency !== "unlimited"} />
    </NodeCard>
  );
});
