import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { shortRate } from "../../../simulator/index.ts";
import { Sparkline } from "../bodies/Sparkline.tsx";
import type { FaceNode } from "../projection/NodeProjection.ts";
import { NodeCard } from "./NodeCard.tsx";
import { NodeFigure } from "./NodeFigure.tsx";

const ARRIVAL_WORDS: Record<string, string> = {
  constant: "constant",
  poisson: "Poisson",
};

export const ProducerNode = memo(function ProducerNode({
  id,
  data,
  selected,
}: NodeProps<FaceNode<"producer">>) {
  const { process } = data.node.arrivals;
  return (
    <NodeCard
      id={id}
      name={data.name}
      kindName="producer"
      icon="producer"
      silhouette="source"
      isSelected={selected}
      isFocused={data.isFocused}
      left={ARRIVAL_WORDS[process] ?? process}
      right={<NodeFigure nodeId={id} read={({ rate }) => shortRate(rate)} />}
    >
      <Sparkline nodeId={id} read={({ rate }) => rate} />
    </NodeCard>
  );
});
