import { useStore } from "zustand";
import type { StepText, SystemNodeText } from "../../simulator/index.ts";
import type { Session } from "../actions/index.ts";
import { editValue, namesInDesign, titleOfNode } from "../design/index.ts";
import { fieldOf } from "../fields/index.ts";
import { HandlerTab } from "./HandlerTab.tsx";

function handlersOf(node: SystemNodeText | undefined): Record<string, readonly StepText[]> {
  if (node?.kind === "consumer") return node.handlers;
  return node?.kind === "endpoint" ? { "": node.handler } : {};
}

/** What a service does with each message that comes to it. */
export function NodeHandlers({ session, nodeId }: { session: Session; nodeId: string }) {
  const { designs, run } = session;
  const design = useStore(designs, (state) => state.design);
  // A new run begins with the handlers of its moment: what was changed before is no longer marked.
  useStore(run.store, (state) => state.history);
  const nodes = design.system?.nodes;
  const node = nodes?.[nodeId];
  const former = fieldOf(fieldOf(run.startedWith(), "nodes"), nodeId) ?? node;
  const isEndpoint = node?.kind === "endpoint";
  return (
    <HandlerTab
      handlers={handlersOf(node)}
      former={isEndpoint ? { "": fieldOf(former, "handler") } : fieldOf(former, "handlers")}
      nameOf={(other) => titleOfNode(other, nodes?.[other])}
      namesFor={(owner, field) => namesInDesign(design, owner, field)}
      onChange={(message, steps, label) => {
        const place = isEndpoint ? ["handler"] : ["handlers", message];
        const path = ["system", "nodes", nodeId, ...place];
        return editValue(designs, `${label} of ${titleOfNode(nodeId, node)}`, path, steps);
      }}
    />
  );
}
