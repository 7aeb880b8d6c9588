import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { shortNumber, shortRate } from "../../../simulator/index.ts";
import { Gauge } from "../bodies/Gauge.tsx";
import type { FaceNode } from "../projection/NodeProjection.ts";
import { NodeCard } from "./NodeCard.tsx";
import { NodeFigure } from "./NodeFigure.tsx";

export const DatabaseNode = memo(function DatabaseNode({
  id,
  data,
  selected,
}: NodeProps<FaceNode<"database">>) {
  return (
    <NodeCard
      id={id}
      name={data.name}
      kindName="database"
      icon="database"
      silhouette="database"
      isSelected={selected}
      isFocused={data.isFocused}
      left={
        <NodeFigure
          nodeId={id}
          before="busy "
          read={({ utilization }) => ({ number: shortNumber(utilization * 100), unit: "%" })}
        />
      }
      right={<NodeFigure nodeId={id} read={({ rate }) => shortRate(rate)} />}
    >
      <Gauge nodeId={id} hasLimit={false} />
    </NodeCard>
  );
});
