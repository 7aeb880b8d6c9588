import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { shortRate } from "../../../simulator/index.ts";
import { Fan } from "../bodies/Fan.tsx";
import type { FaceNode } from "../projection/NodeProjection.ts";
import { NodeCard } from "./NodeCard.tsx";
import { NodeFigure } from "./NodeFigure.tsx";

export const TopicNode = memo(function TopicNode({
  id,
  data,
  selected,
}: NodeProps<FaceNode<"topic">>) {
  return (
    <NodeCard
      id={id}
      name={data.name}
      kindName="topic"
      icon="topic"
      silhouette="topic"
      isSelected={selected}
      isFocused={data.isFocused}
      left={data.outgoing === 1 ? "1 binding" : `${data.outgoing} bindings`}
      right={<NodeFigure nodeId={id} read={({ rate }) => shortRate(rate)} after=" out" />}
    >
      <Fan nodeId={id} branches={data.outgoing} />
    </NodeCard>
  );
});
