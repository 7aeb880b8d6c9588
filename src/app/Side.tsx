import { ProblemDetail, useChosenProblem } from "../dock/index.ts";
import { NodeHandlers } from "../handlers/index.ts";
import { InspectorScreen } from "../inspector/index.ts";
import { SagaGlance } from "../sagas/index.ts";
import type { OpenSession } from "./openSession.ts";

/** What is selected; while a problem is looked at, the problem. */
export function Side({ session }: { session: OpenSession }) {
  const problem = useChosenProblem(session);
  if (problem) return <ProblemDetail session={session} finding={problem} />;
  return (
    <InspectorScreen
      session={session}
      live={session.live}
      handlersOf={(nodeId) => <NodeHandlers session={session} nodeId={nodeId} />}
      sagaOf={(nodeId) => <SagaGlance session={session} nodeId={nodeId} />}
    />
  );
}
