import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import type { FaceNode } from "../projection/NodeProjection.ts";
import { Container } from "./Container.tsx";

export const ZoneNode = memo(function ZoneNode({
  id,
  data,
  selected,
}: NodeProps<FaceNode<"zone">>) {
  return (
    <Container
      id={id}
      name={data.name}
      kindName={data.node.level}
      icon="zone"
      tone="note"
      isDashed
      isSelected={selected}
      isFocused={data.isFocused}
      isCollapsed={data.isCollapsed}
      members={data.members}
    >
      {!data.isCollapsed && (data.members === 1 ? "1 node inside" : `${data.members} nodes inside`)}
    </Container>
  );
});
