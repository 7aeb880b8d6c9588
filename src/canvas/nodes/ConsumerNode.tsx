import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { shortNumber, shortRate } from "../../../simulator/index.ts";
import { Slots } from "../bodies/Slots.tsx";
import type { NodeFigures } from "../live/Live.ts";
import type { FaceNode } from "../projection/NodeProjection.ts";
import { NodeCard } from "./NodeCard.tsx";
import { NodeFigure } from "./NodeFigure.tsx";

export const ConsumerNode = memo(function ConsumerNode({
  id,
  data,
  selected,
}: NodeProps<FaceNode<"consumer">>) {
  const { instances, concurrency } = data.node;
  return (
    <NodeCard
      id={id}
      name={data.name}
      kindName="consumer"
      icon="consumer"
      silhouette="service"
      isSelected={selected}
      isFocused={data.isFocused}
      left={<NodeFigure nodeId={id} read={busySlots} after=" busy" />}
      right={<NodeFigure nodeId={id} read={({ rate }) => shortRate(rate)} />}
    >
      <Slots
        nodeId={id}
        instances={instances}
        slots={concurrency === "unlimited" ? Number.POSITIVE_INFINITY : concurrency}
      />
    </NodeCard>
  );
});

/** Busy slots of those that are up. */
function busySlots({ instances }: NodeFigures) {
  const up = instances.filter(({ isCrashed }) => !isCrashed);
  const busy = up.reduce((sum, each) => sum + each.busy, 0);
  const slots = up.reduce((sum, each) => sum + each.slots, 0);
  return { number: shortNumber(busy), unit: Number.isFinite(slots) ? `/${slots}` : "" };
}
