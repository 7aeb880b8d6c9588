import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { shortNumber, shortRate } from "../../../simulator/index.ts";
import { Tank } from "../bodies/Tank.tsx";
import type { FaceNode } from "../projection/NodeProjection.ts";
import { NodeCard } from "./NodeCard.tsx";
import { NodeFigure } from "./NodeFigure.tsx";

export const QueueNode = memo(function QueueNode({
  id,
  data,
  selected,
}: NodeProps<FaceNode<"queue">>) {
  const isDeadLetters = data.node.role === "dead-letter";
  return (
    <NodeCard
      id={id}
      name={data.name}
      kindName={isDeadLetters ? "dead letters" : "queue"}
      icon={isDeadLetters ? "dlq" : "queue"}
      silhouette="queue"
      isSelected={selected}
      isFocused={data.isFocused}
      keep="left"
      left={
        <NodeFigure
          nodeId={id}
          read={({ ready }) => ({ number: shortNumber(ready), unit: "" })}
          after={isDeadLetters ? " dead" : " ready"}
        />
      }
      right={<NodeFigure nodeId={id} read={({ rate }) => shortRate(rate)} />}
    >
      <Tank nodeId={id} isDeadLetters={isDeadLetters} />
    </NodeCard>
  );
});
